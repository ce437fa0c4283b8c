/** Where a paper stands, and what may be done with it by whom. The server decides; here is what is offered. Pure. */
import type { Paper } from '@/agenda/types'

export type Standing =
  'draft' | 'returned' | 'submitted' | 'approved' | 'scheduled' | 'group' | 'issued' | 'recalled'
export type PaperAct =
  | 'edit'
  | 'submit'
  | 'approve'
  | 'return'
  | 'issue'
  | 'unschedule'
  | 'replace'
  | 'recall'
  | 'reach'
  | 'versions'
  | 'download'
  | 'remove'

export interface Hand {
  /** Prepares the papers: secretary or staff. */
  editor: boolean
  /** Approves them: the head of the office. */
  head: boolean
  /** Only approved papers may be issued here. */
  approval: boolean
}

type State = Pick<Paper, 'state' | 'publish_at' | 'group' | 'returned_reason'>

export const beforeIssue = (paper: Pick<Paper, 'state'>): boolean =>
  paper.state === 'DRAFT' || paper.state === 'SUBMITTED' || paper.state === 'APPROVED'

export function standingOf(paper: State): Standing {
  if (paper.state === 'RECALLED') return 'recalled'
  if (paper.state === 'PUBLISHED') return paper.group ? 'group' : 'issued'
  if (paper.publish_at) return 'scheduled'
  if (paper.state === 'SUBMITTED') return 'submitted'
  if (paper.state === 'APPROVED') return 'approved'
  return paper.returned_reason ? 'returned' : 'draft'
}

export function mayBeIssued(paper: State, { editor, approval }: Hand): boolean {
  if (!editor) return false
  // What a group has first is issued to all by the same act.
  if (paper.state === 'PUBLISHED') return Boolean(paper.group)
  return approval ? paper.state === 'APPROVED' : beforeIssue(paper)
}

/** In the order of the menu: what comes next first, what ends it last. */
export function actsOf(paper: State & Pick<Paper, 'version'>, hand: Hand): PaperAct[] {
  const { editor, head, approval } = hand
  const { state } = paper
  const offered: Record<PaperAct, boolean> = {
    approve: head && state === 'SUBMITTED',
    return: head && (state === 'SUBMITTED' || state === 'APPROVED'),
    submit: editor && approval && state === 'DRAFT',
    issue: mayBeIssued(paper, hand),
    unschedule: editor && Boolean(paper.publish_at),
    edit: editor && beforeIssue(paper),
    replace: editor && (beforeIssue(paper) || state === 'PUBLISHED'),
    reach: state === 'PUBLISHED' || state === 'RECALLED',
    versions: state !== 'RECALLED' && paper.version > 1,
    download: state !== 'RECALLED',
    recall: editor && state === 'PUBLISHED',
    remove: editor && beforeIssue(paper),
  }
  return (Object.keys(offered) as PaperAct[]).filter((act) => offered[act])
}
