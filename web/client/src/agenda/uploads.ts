/** A file on its way in, in parts: broken off half-way, it goes on from where the server has it. */
import { newKey, Refusal, request, Unreachable, upload } from '@/stream/http'
import type { components } from '@/stream/schema'

export const PART = 4 * 1024 * 1024 // bytes: what is lost at most when the line breaks
const TRIES = 5

interface Begun {
  id: string
  received: number
}
/** `proposal`: what the first page seems to say; null where it says nothing that was understood. */
export type ReadFile = components['schemas']['LookedInto']
export interface Moving {
  /** The upload that was begun before, if one was. */
  id?: string
  signal?: AbortSignal
  onBegun?: (id: string) => void
  onProgress?: (share: number) => void
  /** Milliseconds before another try, growing. */
  pause?: (n: number) => Promise<void>
}
const later = (n: number) => new Promise<void>((done) => setTimeout(done, Math.min(15_000, 1_000 * 2 ** n)))

/**
 * Send what the server does not have of the file yet, and return the upload's id.
 * Raises Refusal; Unreachable after some silences, or when `signal` stopped it: then the same id goes on later.
 */
export async function sendFile(meeting: string, file: File, how: Moving = {}): Promise<string> {
  const { signal, onProgress = () => undefined, pause = later } = how
  let { id, received } = await begin(meeting, file, how.id)
  how.onBegun?.(id)
  for (let silences = 0; received < file.size;) {
    onProgress(received / file.size)
    const part = file.slice(received, received + PART)
    try {
      const tell = (share: number) => onProgress((received + share * part.size) / file.size)
      const headers = { 'Upload-Offset': String(received), 'Content-Type': 'application/octet-stream' }
      const said = await upload<Begun>(`/api/uploads/${id}`, part, { method: 'PATCH', headers, signal }, tell)
      received = said.received
      silences = 0
    } catch (problem) {
      const silent = problem instanceof Unreachable
      const astray = problem instanceof Refusal && problem.status === 409 // a part came though its answer did not
      if (!silent && !astray) throw problem
      if (signal?.aborted || ++silences > TRIES) throw problem
      if (silent) await pause(silences)
      if (signal?.aborted) throw new Unreachable()
      const now = await standing(id).catch((silence: unknown) => {
        if (silence instanceof Unreachable) return null // tried again by the next turn
        throw silence
      })
      if (now) ({ id, received } = now)
    }
  }
  onProgress(1)
  return id
}

async function begin(meeting: string, file: File, id?: string): Promise<Begun> {
  if (id)
    try {
      return await standing(id)
    } catch (problem) {
      if (!(problem instanceof Refusal && problem.status === 404)) throw problem
    }
  const body = { name: file.name, size: file.size }
  return request<Begun>(`/api/meetings/${meeting}/uploads`, { method: 'POST', body, key: newKey() })
}
async function standing(id: string): Promise<Begun> {
  const { received } = await request<{ received: number }>(`/api/uploads/${id}`)
  return { id, received }
}

/** Have it cleaned and read: that takes as long as the file is hard. Raises Refusal, or Unreachable. */
export const readUpload = (id: string, harmless = false) =>
  request<ReadFile>(`/api/uploads/${id}/read`, {
    method: 'POST',
    body: harmless ? { harmless } : {},
    patience: 180_000,
  })
export const dropUpload = (id: string) => request<void>(`/api/uploads/${id}`, { method: 'DELETE' })
