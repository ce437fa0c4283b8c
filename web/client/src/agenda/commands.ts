/** The verbs of the agenda. */
import { command } from '@/stream/commands'
import type { Dossier, Item } from './types'

export const startItem = (item: string) => command(`/api/items/${item}/start`)
export const addItem = (
  meeting: string,
  text: Partial<Item>,
  place: { parent?: string | null; before?: string | null } = {},
  key?: string,
) => command(`/api/meetings/${meeting}/items`, { ...text, ...place }, { key })
export const editItem = (item: string, rev: number, text: Partial<Item>, key?: string) =>
  command(`/api/items/${item}/edit`, { rev, ...text }, { key })
export const moveItem = (item: string, parent: string | null, before: string | null) =>
  command(`/api/items/${item}/move`, { parent, before })
export const removeItem = (item: string) => command(`/api/items/${item}/remove`)
export const publishAgenda = (meeting: string) => command(`/api/meetings/${meeting}/agenda/publish`)
export const addDossier = (meeting: string, text: Partial<Dossier>, key?: string) =>
  command(`/api/meetings/${meeting}/dossiers`, text, { key })
export const moveDossier = (dossier: string, before: string | null) =>
  command(`/api/dossiers/${dossier}/move`, { before })
export const editDossier = (dossier: string, rev: number, text: Partial<Dossier>, key?: string) =>
  command(`/api/dossiers/${dossier}/edit`, { rev, ...text }, { key })
