/** What the hall is shown at this moment, of six pictures. */
import type { Meeting, Quorum, Sitting } from '@/meetings/types'
import type { Vote } from '@/voting/types'

export type Scene = 'welcome' | 'session' | 'voting' | 'result' | 'adjourned' | 'closed'

export const RESULT_STANDS = 5 * 60_000
export const CLOSING_STANDS = 10 * 60_000
export const CANCELLED_STANDS = 60_000

export interface Situation {
  now: number
  meeting: Meeting
  sitting: Sitting | undefined
  sittings: Sitting[]
  quorum: Quorum | undefined
  open: Vote | undefined
  announced: Vote | undefined
}

export function sceneOf({ now, meeting, sitting, sittings, quorum, open, announced }: Situation): Scene {
  if (open) return 'voting'
  if (meeting.state === 'CLOSED') return 'closed'
  if (sitting?.state === 'OPEN')
    return announced && isFresh(announced, now, RESULT_STANDS) ? 'result' : 'session'
  if (sitting?.state === 'ADJOURNED') return 'adjourned'
  const closed = lastClosed(sittings)
  if (!closed) return 'welcome'
  if (sitting?.state !== 'PLANNED') return 'closed'
  // The next sitting is welcomed when its delegates begin to come, or after a while.
  const over = now - Date.parse(closed.closed_at ?? '') > CLOSING_STANDS
  return over || (quorum?.present ?? 0) > 0 ? 'welcome' : 'closed'
}

export function isFresh(vote: Vote, now: number, stands: number): boolean {
  return now - Date.parse(vote.closed_at ?? '') < stands
}

/** The sitting that was closed last. */
export function lastClosed(sittings: Sitting[]): Sitting | undefined {
  return sittings
    .filter((sitting) => sitting.state === 'CLOSED')
    .sort((a, b) => Date.parse(a.closed_at ?? '') - Date.parse(b.closed_at ?? ''))
    .at(-1)
}

/** The head of the record as people compare it: twelve signs in threes of four. */
export function shortHash(hash: string | null | undefined): string {
  return (hash ?? '').slice(0, 12).replace(/(.{4})(?=.)/g, '$1 ')
}
