/** The verbs of voting. */
import { command } from '@/stream/commands'
import type { Choice } from './types'

export const openVote = (item: string, question: string, dossier: string | null = null) =>
  command(`/api/items/${item}/votes`, { question, dossier })
export const closeVote = (vote: string) => command(`/api/votes/${vote}/close`)
export const cancelVote = (vote: string, reason: string) => command(`/api/votes/${vote}/cancel`, { reason })
export const admitVoter = (vote: string, person: string) => command(`/api/votes/${vote}/admit`, { person })

/** Retried with its key until it is answered, or refused because the vote is over: it never waits in an outbox. */
export const castBallot = (vote: string, choice: Choice, onTry: (n: number) => void, key: string) =>
  command(`/api/votes/${vote}/ballots`, { choice }, { tries: Number.POSITIVE_INFINITY, onTry, key })
