/** The verbs of papers: taken in, corrected, approved, issued, replaced, recalled. */
import { command } from '@/stream/commands'
import type { Paper } from './types'

/** What is written of a paper, and where it belongs. */
export type PaperFields = Partial<
  Pick<Paper, 'title' | 'kind' | 'number' | 'issuer' | 'circulation' | 'item' | 'dossier' | 'dated'>
>
export interface Issue {
  /** When; without it, at once. */
  at?: string
  /** The id of the delegate group that gets it first. */
  group?: string
  /** Who let it be issued after the deadline. */
  late_consent?: string
}

export const takeIn = (
  meeting: string,
  given: PaperFields & { upload: string; harmless?: boolean },
  key?: string,
) => command(`/api/meetings/${meeting}/documents`, given, { key })
export const editDocument = (document: string, fields: PaperFields, key?: string) =>
  command(`/api/documents/${document}/edit`, fields, { key })
export const submitDocuments = (meeting: string, documents: string[]) =>
  command(`/api/meetings/${meeting}/documents/submit`, { documents })
export const approveDocuments = (meeting: string, documents: string[]) =>
  command(`/api/meetings/${meeting}/documents/approve`, { documents })
export const returnDocuments = (meeting: string, documents: string[], reason: string) =>
  command(`/api/meetings/${meeting}/documents/return`, { documents, reason })
export const publishDocuments = (meeting: string, documents: string[], how: Issue = {}, key?: string) =>
  command(`/api/meetings/${meeting}/documents/publish`, { documents, ...how }, { key })
export const unscheduleDocument = (document: string) => command(`/api/documents/${document}/unschedule`)
export const removeDocument = (document: string) => command(`/api/documents/${document}/remove`)
export const replaceDocument = (
  document: string,
  given: { upload: string; reason: string; harmless?: boolean },
  key?: string,
) => command(`/api/documents/${document}/replace`, given, { key })
export const approveReplacement = (document: string, sha256: string) =>
  command(`/api/documents/${document}/replacement/approve`, { sha256 })
export const returnReplacement = (document: string, reason: string) =>
  command(`/api/documents/${document}/replacement/return`, { reason })
export const withdrawReplacement = (document: string) =>
  command(`/api/documents/${document}/replacement/withdraw`)
export const recallDocument = (document: string, reason: string, decided_by: string, key?: string) =>
  command(`/api/documents/${document}/recall`, { reason, decided_by }, { key })
export const exemptDossier = (dossier: string, kinds: string[]) =>
  command(`/api/dossiers/${dossier}/exempt`, { kinds })
export const remind = (meeting: string, documents: string[], persons?: string[]) =>
  command(`/api/meetings/${meeting}/remind`, persons ? { documents, persons } : { documents })
