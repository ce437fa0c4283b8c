/** What the forms hold of an item and of a dossier, and how each begins. */
import type { Dossier, Item } from '@/agenda/types'

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
