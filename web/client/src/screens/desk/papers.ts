/** The papers as the secretariat goes through them: found, grouped, counted before they are issued. Pure. */
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
export const FILTERS = ['all', 'draft', 'issued', 'late'] as const
export type Filter = (typeof FILTERS)[number]

/** What a paper belongs to: the meeting as a whole, `item:3`, or `dossier:2`. */
export type Target = string
export const targetOf = (paper: Pick<Paper, 'item' | 'dossier'>): Target =>
  paper.item ? `item:${paper.item}` : paper.dossier ? `dossier:${paper.dossier}` : 'meeting'

export function passes(paper: Paper, filter: Filter): boolean {
  if (filter === 'draft') return paper.state === 'DRAFT'
  if (filter === 'issued') return paper.state === 'PUBLISHED'
  return filter === 'all' || paper.late
}

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

/** Which papers a dossier wants, and how far each of them is. Information, not a rule: the law decides elsewhere. */
export type Readiness = 'issued' | 'draft' | 'missing'
export function readiness(dossier: Dossier, papers: readonly Paper[]): { kind: string; state: Readiness }[] {
  const own = papers.filter((paper) => paper.dossier === dossier.id)
  const wanted = ['SUBMISSION', 'DRAFT_RESOLUTION', 'EXAMINATION_REPORT']
  if (dossier.legal_normative) wanted.splice(2, 0, 'APPRAISAL_REPORT')
  return wanted.map((kind) => {
    const there = own.filter((paper) => paper.kind === kind)
    const issued = there.some((paper) => paper.state === 'PUBLISHED')
    return { kind, state: issued ? 'issued' : there.length ? 'draft' : 'missing' }
  })
}
