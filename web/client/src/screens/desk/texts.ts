/** What the forms hold of an item and of a dossier, and how each begins. */
import type { PaperFields } from '@/agenda/publishing'
import type { Dossier, Item, Paper } from '@/agenda/types'
import { targetOf, type Target } from './papers'

export const ITEM_FIELDS = [
  'title',
  'kind',
  'day',
  'starts_at',
  'minutes',
  'presenter',
  'vote_form',
  'dossiers',
] as const
export type ItemText = Pick<Item, (typeof ITEM_FIELDS)[number]>

export const itemText = (item: Item): ItemText => ({
  title: item.title,
  kind: item.kind,
  day: item.day,
  starts_at: item.starts_at,
  minutes: item.minutes,
  presenter: item.presenter,
  vote_form: item.vote_form,
  dossiers: item.dossiers,
})
export const blankItem = (): ItemText => ({
  title: '',
  kind: 'OTHER',
  day: 1,
  starts_at: null,
  minutes: 0,
  presenter: '',
  vote_form: null,
  dossiers: [],
})

export const DOSSIER_FIELDS = ['no', 'title', 'legal_normative', 'examined_by'] as const
export type DossierText = Pick<Dossier, (typeof DOSSIER_FIELDS)[number]>

export const dossierText = (dossier: Dossier): DossierText => ({
  no: dossier.no,
  title: dossier.title,
  legal_normative: dossier.legal_normative,
  examined_by: dossier.examined_by,
})
export const blankDossier = (): DossierText => ({
  no: '',
  title: '',
  legal_normative: false,
  examined_by: '',
})

/** What is written of a paper: on an upload before it is taken in, and on a draft that is corrected. */
export interface PaperText {
  kind: Paper['kind']
  title: string
  number: string
  issuer: string
  /** `2023-12-06`, or what was typed and is no date. */
  dated: string
  circulation: Paper['circulation']
  target: Target
}
export const paperText = (paper: Paper): PaperText => ({
  kind: paper.kind,
  title: paper.title,
  number: paper.number,
  issuer: paper.issuer,
  dated: paper.dated ?? '',
  circulation: paper.circulation,
  target: targetOf(paper),
})
/** As the server's commands want it: the place as an item or a dossier, never both. */
export function paperFields({ target, dated, ...text }: PaperText): PaperFields {
  const [what, id] = target.split(':')
  return {
    ...text,
    dated: dated || null,
    item: what === 'item' ? id! : null,
    dossier: what === 'dossier' ? id! : null,
  }
}
