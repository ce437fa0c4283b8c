/** The files on their way in: sent in parts, read, corrected, taken in; kept with their fields when refused. */
import { computed, markRaw, ref, type Ref } from 'vue'
import { takeIn } from '@/agenda/publishing'
import type { Dossier, Item } from '@/agenda/types'
import { dropUpload, readUpload, sendFile, type ReadFile } from '@/agenda/uploads'
import type { Answer } from '@/stream/commands'
import { newKey, Refusal, Unreachable } from '@/stream/http'
import type { Incoming } from './dropped'
import { guess, placeOf } from './guess'
import { PAPER_KINDS, type Target } from './papers'
import { paperFields, type PaperText } from './texts'

/** `ready`: read by the server, waiting for a person; `broken`: the line broke, nothing is lost. */
export type UploadState =
  'waiting' | 'sending' | 'reading' | 'paused' | 'broken' | 'ready' | 'taking' | 'done' | 'refused'
export interface Upload {
  id: number
  file: File
  path: string
  text: PaperText
  state: UploadState
  /** How much the server has of the file. */
  share: number
  refusal: Refusal | Unreachable | null
  /** Fields that the first page has proposed and nobody has looked at. */
  proposed: Set<string>
  /** Fields that somebody has typed in: no proposal goes over them. */
  typed: Set<string>
  /** Somebody has said that the words like a secrecy mark are harmless; the record names them. */
  harmless: boolean
  pages: number
  removed: Record<string, number>
  document: string
}
export interface Steps {
  send: typeof sendFile
  read: typeof readUpload
  take: typeof takeIn
  drop: typeof dropUpload
}
type Places = () => { items: readonly Item[]; dossiers: readonly Dossier[] }

const MOVING: UploadState[] = ['waiting', 'sending', 'reading', 'taking']

export function useUploads(
  meeting: () => string,
  places: Places = () => ({ items: [], dossiers: [] }),
  steps: Steps = { send: sendFile, read: readUpload, take: takeIn, drop: dropUpload },
) {
  const rows = ref([]) as Ref<Upload[]>
  const target = ref<Target>('meeting')
  const begun = new Map<number, string>() // the server's id of an upload
  const keys = new Map<number, { sent: string; key: string }>()
  const stops = new Map<number, AbortController>()
  let last = 0
  let pumping = false

  /** A further row begins like the one before it, except where its own name says more. */
  function add(files: Iterable<Incoming>): void {
    for (const { file, path } of files) {
      const like = rows.value.at(-1)?.text
      const text = {
        ...guess(path),
        issuer: like?.issuer ?? '',
        dated: like?.dated ?? '',
        circulation: like?.circulation ?? ('DELEGATES_ONLY' as const),
      }
      const { items, dossiers } = places()
      const own = placeOf(path, text.title, items, dossiers)
      const chosen = target.value === 'meeting' ? null : target.value
      rows.value.push({
        ...{ id: ++last, file: markRaw(file), path, state: 'waiting', share: 0, refusal: null },
        text: { ...text, target: chosen ?? own ?? like?.target ?? 'meeting' },
        ...{ proposed: new Set(own && !chosen ? ['target'] : []), typed: new Set(chosen ? ['target'] : []) },
        ...{ harmless: false, pages: 0, removed: {}, document: '' },
      })
    }
    void pump()
  }
  function forget(row: Upload): void {
    stops.get(row.id)?.abort()
    const id = begun.get(row.id)
    // It would go by itself in time; whether this reaches the server does not matter here.
    if (id && row.state !== 'done') steps.drop(id).catch(() => undefined)
    begun.delete(row.id)
    keys.delete(row.id)
  }
  function remove(id: number): void {
    const row = rows.value.find((each) => each.id === id)
    if (row) forget(row)
    rows.value = rows.value.filter((each) => each.id !== id)
  }
  /** Another file with the fields that were filled in. */
  function replace(id: number, file: File): void {
    const row = rows.value.find((each) => each.id === id)
    if (!row) return
    forget(row)
    Object.assign(row, { file: markRaw(file), refusal: null, share: 0, harmless: false, state: 'waiting' })
    void pump()
  }
  function clearDone(): void {
    rows.value = rows.value.filter((row) => row.state !== 'done')
  }
  function pause(row: Upload): void {
    row.state = 'paused'
    stops.get(row.id)?.abort()
  }
  function goOn(row: Upload): void {
    Object.assign(row, { state: 'waiting', refusal: null })
    void pump()
  }
  function confirmHarmless(row: Upload): void {
    row.harmless = true
    goOn(row)
  }

  /** One after another: each file is cleaned by the server, which takes all it can give. */
  async function pump(): Promise<void> {
    if (pumping) return
    pumping = true
    for (;;) {
      const row = rows.value.find((each) => each.state === 'waiting')
      if (!row) break
      await guarded(row, () => bring(row))
    }
    pumping = false
  }
  async function guarded(row: Upload, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (problem) {
      if (!(problem instanceof Refusal || problem instanceof Unreachable)) throw problem
      if (row.state === 'paused' || !rows.value.includes(row)) return
      if (problem instanceof Refusal) keys.delete(row.id)
      Object.assign(row, { state: problem instanceof Refusal ? 'refused' : 'broken', refusal: problem })
    }
  }
  async function bring(row: Upload): Promise<void> {
    const stop = new AbortController()
    stops.set(row.id, stop)
    row.state = 'sending'
    const onProgress = (share: number) => (row.share = share)
    const onBegun = (id: string) => begun.set(row.id, id)
    const how = { id: begun.get(row.id), signal: stop.signal, onBegun, onProgress }
    const id = await steps.send(meeting(), row.file, how)
    if (!rows.value.includes(row)) return
    row.state = 'reading'
    propose(row, await steps.read(id, row.harmless))
    row.state = 'ready'
  }
  function propose(row: Upload, { proposal, pages, removed }: ReadFile): void {
    Object.assign(row, { pages, removed })
    const kind = PAPER_KINDS.find((each) => each === proposal.kind)
    for (const [field, value] of Object.entries({ ...proposal, kind }))
      if (value && field in row.text && !row.typed.has(field)) {
        Object.assign(row.text, { [field]: value })
        row.proposed.add(field)
      }
    const { items, dossiers } = places()
    const place = placeOf(row.path, row.text.title, items, dossiers)
    if (!place || row.typed.has('target')) return
    row.text.target = place
    row.proposed.add('target')
  }
  /** Somebody has looked at a field, or typed in it. */
  function look(row: Upload, field: string, typed: boolean): void {
    row.proposed.delete(field)
    if (typed) row.typed.add(field)
  }

  /** The same file with the same fields after a silence goes with the same key: it is taken in once. */
  function keyFor(row: Upload): string {
    const sent = JSON.stringify([row.text, begun.get(row.id)])
    const known = keys.get(row.id)
    if (known?.sent === sent) return known.key
    const key = newKey()
    keys.set(row.id, { sent, key })
    return key
  }
  async function take(row: Upload): Promise<void> {
    const upload = begun.get(row.id)
    if (!upload) return
    Object.assign(row, { state: 'taking', refusal: null })
    await guarded(row, async () => {
      const given = { upload, ...paperFields(row.text), ...(row.harmless ? { harmless: true } : {}) }
      const answer: Answer = await steps.take(meeting(), given, keyFor(row))
      begun.delete(row.id)
      Object.assign(row, { state: 'done', document: String(answer.result.document ?? '') })
    })
  }
  /** What is read is taken in with its fields; what was refused or broke off is tried again. */
  async function takeAll(): Promise<void> {
    for (const row of rows.value) if (isAgain(row)) again(row)
    for (const row of rows.value.filter((each) => each.state === 'ready')) await take(row)
  }
  /** A refusal of the fields leaves the file where it is: the corrected ones are taken with it. */
  function again(row: Upload): void {
    const fields = row.refusal instanceof Refusal && row.refusal.code === 'web.bad_fields'
    if ((fields || row.state === 'broken') && row.share >= 1 && begun.has(row.id) && row.pages)
      Object.assign(row, { state: 'ready', refusal: null })
    else goOn(row)
  }

  const ready = computed(() => rows.value.filter((row) => row.state === 'ready' || isAgain(row)).length)
  const pending = computed(() => rows.value.some((row) => row.state !== 'done'))
  const busy = computed(() => rows.value.some((row) => row.state === 'taking'))
  const moving = computed(() => rows.value.some((row) => MOVING.includes(row.state)))
  return {
    ...{ rows, target, add, remove, replace, clearDone, pause, goOn, again, confirmHarmless },
    ...{ look, take, takeAll, ready, pending, busy, moving },
  }
}
export type Uploads = ReturnType<typeof useUploads>

const isAgain = (row: Upload) => row.state === 'refused' || row.state === 'broken'
