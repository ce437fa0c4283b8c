/** What comes next in a sitting: the one large button. It proposes; the server decides. */
import type { Placed } from '@/agenda/programme'
import type { Meeting, Sitting } from '@/meetings/types'
import type { Vote } from '@/voting/types'

export type Step =
  | 'not-convened'
  | 'no-sitting'
  | 'open-sitting'
  | 'resume-sitting'
  | 'open-vote'
  | 'close-vote'
  | 'read'
  | 'start-item'
  | 'close-sitting'
  | 'close-meeting'
  | 'over'

export interface Situation {
  meeting: Meeting
  sitting: Sitting | undefined
  current: Placed | undefined
  next: Placed | undefined
  open: Vote | undefined
  /** A result that was announced and not yet read aloud. */
  unread: Vote | undefined
  /** The votes held at the current item, whatever became of them. */
  held: Vote[]
  /** The desk asked for a vote that the programme does not foresee, or for another one. */
  wanted: boolean
}

export function nextStep(now: Situation): Step {
  const { meeting, sitting, current, next } = now
  if (meeting.state === 'DRAFTED') return 'not-convened'
  if (meeting.state === 'CLOSED') return 'over'
  if (now.open) return 'close-vote'
  if (!sitting) return 'no-sitting'
  if (sitting.state === 'CLOSED') return 'close-meeting'
  if (sitting.state === 'PLANNED') return 'open-sitting'
  if (sitting.state === 'ADJOURNED') return 'resume-sitting'
  if (now.unread) return 'read'
  if (current && (now.wanted || isDue(current, now.held))) return 'open-vote'
  return next && !isAnotherDays(meeting, sitting, current, next) ? 'start-item' : 'close-sitting'
}

/** Open votes are still to be completed here, one for each dossier; one that was cancelled is held again. */
export function isDue(item: Placed, held: Vote[]): boolean {
  const decided = item.dossiers.filter((stage) => stage.stage === 'DECIDED').length
  const completed = held.filter((vote) => vote.state === 'CLOSED').length
  return item.vote_form === 'OPEN' && completed < Math.max(1, decided)
}

/** The programme of the day is through. A desk that already runs ahead of the days is not held up. */
function isAnotherDays(
  meeting: Meeting,
  sitting: Sitting,
  current: Placed | undefined,
  next: Placed,
): boolean {
  const opens = Date.parse(meeting.opens_on)
  const day = Math.round((Date.parse(sitting.held_on) - opens) / 86_400_000) + 1
  return next.day > day && next.day > (current?.day ?? day)
}
