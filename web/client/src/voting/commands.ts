/** The verbs of voting. */
import { command } from '@/stream/commands'
import type { Choice, Form } from './types'

/** How a question is put: by which rule, in which form; `again` is the announced vote that is to be repeated. */
export interface Way {
  rule: string | null
  form: Form
  again: string | null
}
export const openVote = (item: string, question: string, dossier: string | null, way: Way) =>
  command(`/api/items/${item}/votes`, { question, dossier, ...way })
export const countHands = (vote: string, figures: Record<'yes' | 'no' | 'abstain', number>) =>
  command(`/api/votes/${vote}/hands`, figures)
export const closeVote = (vote: string) => command(`/api/votes/${vote}/close`)
export const cancelVote = (vote: string, reason: string) => command(`/api/votes/${vote}/cancel`, { reason })
export const admitVoter = (vote: string, person: string) => command(`/api/votes/${vote}/admit`, { person })

/** Retried with its key until it is answered, or refused because the vote is over: it never waits in an outbox. */
export const castBallot = (vote: string, choice: Choice, onTry: (n: number) => void, key: string) =>
  command(`/api/votes/${vote}/ballots`, { choice }, { tries: Number.POSITIVE_INFINITY, onTry, key })
