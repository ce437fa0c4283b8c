/** The papers as the secretariat goes through them: found, grouped, counted before they are issued. Pure. */
import type { Reached } from '@/agenda/reach'
import type { Dossier, Item, Paper } from '@/agenda/types'
import { plain } from '@/kit/format'

export const PAPER_KINDS = [
  'CONVENING_DECISION',
  'AGENDA',
  'SUBMISSION',
  'DRAFT_RESOLUTION',
  'APPRAISAL_REPORT',
  'EXAMINATION_REPORT',
  'INTAKE_REPORT',
  'REPORT',
  'SCHEME',
  'ANNEX',
  'NOTICE',
  'QUESTION_LIST',
  'SELF_REPORTS',
  'LATE_DOCUMENT',
  'OTHER',
] as const
export const FILTERS = [
  'all',
  'draft',
  'submitted',
  'approved',
  'scheduled',
  'issued',
  'late',
  'unopened',
  'recalled',
] as const
export type Filter = (typeof FILTERS)[number]

/** What a paper belongs to: the meeting as a whole, `item:3`, or `dossier:2`. */
export type Target = string
export const targetOf = (paper: Pick<Paper, 'item' | 'dossier'>): Target =>
  paper.item ? `item:${paper.item}` : paper.dossier ? `dossier:${paper.dossier}` : 'meeting'

/** `unopened`: somebody has not opened it in its newest version. */
export function passes(paper: Paper, filter: Filter, reached?: Reached): boolean {
  if (filter === 'all') return true
  // A new file of an issued paper waits for the same head of the office.
  if (filter === 'submitted' && paper.replacement) return !paper.replacement.returned_reason
  if (filter === 'late') return paper.late
  if (filter === 'scheduled') return Boolean(paper.publish_at)
  if (filter === 'unopened')
    return paper.state === 'PUBLISHED' && reached !== undefined && reached.opened < reached.readers
  return paper.state === STATES[filter]
}
const STATES = {
  draft: 'DRAFT',
  submitted: 'SUBMITTED',
  approved: 'APPROVED',
  issued: 'PUBLISHED',
  recalled: 'RECALLED',
} as const

/** Each word of the query, with marks or without, is somewhere in what is said of the paper. */
export function matches(query: string, ...said: string[]): boolean {
  const text = plain(said.join(' '))
  return plain(query)
    .split(/\s+/)
    .every((word) => text.includes(word))
}

export interface Group {
  target: Target
  item?: Item
  dossier?: Dossier
  papers: Paper[]
}

/** The meeting's own papers first, then the items in their order, then the dossiers. */
export function grouped(
  papers: readonly Paper[],
  items: readonly Item[],
  dossiers: readonly Dossier[],
): Group[] {
  const of = (target: Target) => papers.filter((paper) => targetOf(paper) === target)
  const groups: Group[] = [
    { target: 'meeting', papers: of('meeting') },
    ...items.map((item) => ({ target: `item:${item.id}`, item, papers: of(`item:${item.id}`) })),
    ...dossiers.map((dossier) => ({
      target: `dossier:${dossier.id}`,
      dossier,
      papers: of(`dossier:${dossier.id}`),
    })),
  ]
  return groups.filter((group) => group.papers.length)
}

export interface Batch {
  papers: number
  pages: number
  everyone: number
  delegates: number
}
export function batchOf(papers: readonly Paper[]): Batch {
  const everyone = papers.filter((paper) => paper.circulation === 'PUBLIC').length
  return {
    papers: papers.length,
    pages: papers.reduce((sum, paper) => sum + paper.pages, 0),
    everyone,
    delegates: papers.length - everyone,
  }
}

/** How many dossiers still lack a paper, or have one that is not issued. */
export function lacking(dossiers: readonly Pick<Dossier, 'papers'>[]): number {
  return dossiers.filter(({ papers }) => papers.some(({ state }) => state === 'MISSING' || state === 'DRAFT'))
    .length
}
