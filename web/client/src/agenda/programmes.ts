/** Programmes that are filled in at once: read from a file of the office, or taken from an earlier session. */
import { command } from '@/stream/commands'
import { request } from '@/stream/http'
import type { components } from '@/stream/schema'

type Schemas = components['schemas']
export type FilledItem = Schemas['FilledItem']
export type Template = Schemas['TemplateShown']

export function readProgramme(meeting: string, file: File): Promise<Schemas['ProposedProgramme']> {
  const body = new FormData()
  body.append('file', file)
  return request(`/api/meetings/${meeting}/programme/read`, { method: 'POST', body, patience: 60_000 })
}
export const programmeTemplates = async (meeting: string) =>
  (await request<Schemas['Templates']>(`/api/meetings/${meeting}/programme/templates`)).templates
export const fillProgramme = (meeting: string, items: readonly FilledItem[], key?: string) =>
  command(`/api/meetings/${meeting}/programme/fill`, { items }, { key })
