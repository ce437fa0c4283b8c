/** The verbs of a vote on paper. */
import { command } from '@/stream/commands'

/** Somebody with an account, or a name alone. */
export interface Name {
  person: string | null
  name: string
  post: string
}
export interface Sheet {
  valid: number
  invalid: Record<string, number>
  lines: Record<string, Record<string, number>>
}
export interface PaperVote {
  question: string
  rule: string
  names: Name[]
  seats: number
  again: string | null
}

export const proposeTellers = (item: string, tellers: string[], head: string) =>
  command(`/api/items/${item}/tellers`, { tellers, head })
export const openPaperVote = (item: string, vote: PaperVote) =>
  command(`/api/items/${item}/paper-votes`, { ...vote })
export const addName = (vote: string, name: Name, decision: string) =>
  command(`/api/votes/${vote}/names`, { ...name, decision })
export const withdrawName = (vote: string, no: number, reason: string) =>
  command(`/api/votes/${vote}/names/${no}/withdraw`, { reason })
export const takeStep = (vote: string, step: string, number: number | null = null, text = '') =>
  command(`/api/votes/${vote}/steps`, { step, number, text })
export const enterSheet = (vote: string, sheet: Sheet) => command(`/api/votes/${vote}/sheet`, { ...sheet })
export const announceTally = (vote: string) => command(`/api/votes/${vote}/announce`)
export const breakOff = (vote: string, reason: string) => command(`/api/votes/${vote}/break-off`, { reason })

export const ballotsPdf = (meeting: string, vote: string, copies: number) =>
  `/api/meetings/${meeting}/votes/${vote}/ballots.pdf?copies=${copies}`
export const minutesPdf = (meeting: string, vote: string) =>
  `/api/meetings/${meeting}/votes/${vote}/tellers-minutes.pdf`
