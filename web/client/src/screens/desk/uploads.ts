/** The files on their way in: filled in, sent one after another, and kept with their fields when refused. */
import { computed, markRaw, ref, type Ref } from 'vue'
import { uploadDocument } from '@/agenda/commands'
import type { Answer } from '@/stream/commands'
import { newKey, Refusal, Unreachable } from '@/stream/http'
import { guess } from './guess'
import type { Target } from './papers'

export interface UploadText {
  kind: string
  title: string
  number: string
  issuer: string
  dated: string
  circulation: 'PUBLIC' | 'DELEGATES_ONLY'
  target: Target
}
export interface Upload {
  id: number
  file: File
  text: UploadText
  state: 'ready' | 'waiting' | 'sending' | 'done' | 'refused'
  /** How much has left this device; at 1 the server is checking the file. */
  share: number
  refusal: Refusal | Unreachable | null
  result: Record<string, unknown> | null
}
type Send = typeof uploadDocument

export function useUploads(meeting: () => string, send: Send = uploadDocument) {
  const rows = ref([]) as Ref<Upload[]>
  const target = ref<Target>('meeting')
  const keys = new Map<number, { sent: string; key: string }>()
  let last = 0

  /** Each further row begins like the one before it: files of one dossier come together. */
  function add(files: Iterable<File>): void {
    for (const file of files) {
      const like = rows.value.at(-1)?.text
      rows.value.push({
        id: ++last,
        file: markRaw(file),
        text: {
          ...guess(file.name),
          issuer: like?.issuer ?? '',
          dated: like?.dated ?? '',
          circulation: like?.circulation ?? 'DELEGATES_ONLY',
          target: target.value === 'meeting' ? (like?.target ?? 'meeting') : target.value,
        },
        state: 'ready',
        share: 0,
        refusal: null,
        result: null,
      })
    }
  }
  function remove(id: number): void {
    rows.value = rows.value.filter((row) => row.id !== id)
    keys.delete(id)
  }
  function replace(id: number, file: File): void {
    const row = rows.value.find((each) => each.id === id)
    if (row) Object.assign(row, { file: markRaw(file), state: 'ready', refusal: null, share: 0 })
    keys.delete(id)
  }
  function clearDone(): void {
    rows.value = rows.value.filter((row) => row.state !== 'done')
  }

  /** The same file with the same fields after a silence goes with the same key: it is taken in once. */
  function keyFor(row: Upload): string {
    const sent = JSON.stringify(row.text)
    const known = keys.get(row.id)
    if (known?.sent === sent) return known.key
    const key = newKey()
    keys.set(row.id, { sent, key })
    return key
  }

  async function sendOne(row: Upload): Promise<Answer | null> {
    Object.assign(row, { state: 'sending', share: 0, refusal: null })
    try {
      const answer = await send(meeting(), formOf(row), (share) => (row.share = share), keyFor(row))
      Object.assign(row, { state: 'done', result: answer.result })
      return answer
    } catch (problem) {
      if (!(problem instanceof Refusal || problem instanceof Unreachable)) throw problem
      if (problem instanceof Refusal) keys.delete(row.id)
      Object.assign(row, { state: 'refused', refusal: problem })
      return null
    }
  }
  /** One after another: each file is cleaned by the server, which takes all it can give. */
  async function sendAll(): Promise<void> {
    const ready = rows.value.filter((row) => row.state === 'ready')
    for (const row of ready) row.state = 'waiting'
    for (const row of ready) if (rows.value.includes(row)) await sendOne(row)
  }

  const ready = computed(() => rows.value.filter((row) => row.state === 'ready').length)
  const pending = computed(() => rows.value.some((row) => row.state !== 'done'))
  const busy = computed(() => rows.value.some((row) => row.state === 'sending' || row.state === 'waiting'))
  return { rows, target, add, remove, replace, clearDone, sendOne, sendAll, ready, pending, busy }
}
export type Uploads = ReturnType<typeof useUploads>

export function formOf({ file, text }: Pick<Upload, 'file' | 'text'>): FormData {
  const form = new FormData()
  const { target, ...fields } = text
  for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value)
  const [what, id] = target.split(':')
  if (id && (what === 'item' || what === 'dossier')) form.append(what, id)
  form.append('file', file)
  return form
}
