/** What is asked of the server about notes. */
import { command, type Answer } from '@/stream/commands'
import { request } from '@/stream/http'
import type { Wire } from './book'
import type { Sent } from './sync'
import type { Note, SharedWith } from './types'

export const pullNotes = (meeting: string, since: number) =>
  request<{ tide: number; more: boolean; annotations: Note[] }>(
    `/api/meetings/${meeting}/annotations?since=${since}`,
  )
export const pushNotes = (meeting: string, annotations: Wire[]) =>
  request<{ results: Sent[]; tide: number }>(`/api/meetings/${meeting}/annotations`, {
    method: 'POST',
    body: { annotations },
  })
export const shareNote = (note: string, circle: SharedWith): Promise<Answer> =>
  command(`/api/annotations/${note}/share`, { with: circle })
export const answerNote = (note: string, text: string): Promise<Answer> =>
  command(`/api/annotations/${note}/answer`, { text })
export const annotatedFile = (document: string, version: number): string =>
  `/api/documents/${document}/annotated?version=${version}`
export const noteListFile = (meeting: string): string => `/api/meetings/${meeting}/annotations/list`
