/** One's notes at the meeting that is open: the book, its history, kept on the device, in step with the server. */
import { defineStore } from 'pinia'
import { computed, effectScope, markRaw, onScopeDispose, ref, watch } from 'vue'
import { useMeeting } from '@/stream/meeting'
import { contribute } from '@/stream/outbox'
import { holding } from '@/stream/vault'
import { createBook, type Place } from './book'
import { pullNotes, pushNotes } from './commands'
import { createHistory, type Deed, type Step } from './history'
import { createKeeping } from './keeping'
import { createRest } from './rest'
import { createSync } from './sync'
import type { Body, Note, NoteKind } from './types'

const EVERY = 30_000

export const useNotes = defineStore('notes', () => {
  const meeting = useMeeting()
  const keeping = createKeeping()
  const rest = createRest()
  const book = createBook((id, row) => {
    void keeping.save(id, row)
    if (row?.dirty) sync?.soon()
  })
  const history = createHistory()
  /** Changes with every deed, so that the buttons of undo and redo know. */
  const deeds = ref(0)
  /** What this device kept has been read; before, an empty page says nothing. */
  const ready = ref(false)
  let sync: ReturnType<typeof createSync> | null = null
  let open: Deed | null = null
  contribute(
    'notes',
    book.waiting,
    computed(() => rest.waiting.value || keeping.writing.value),
  )

  function begin(id: string, person: string): void {
    rest.now()
    sync?.end()
    sync = null
    ready.value = false
    keeping.turnTo(person, id)
    book.clear()
    history.clear()
    deeds.value++
    if (!id || !person) return
    book.me.id = person
    sync = createSync(
      book,
      {
        pull: (since) => pullNotes(id, since),
        push: (notes) => pushNotes(id, notes),
      },
      {
        onTide: (tide) => void keeping.saveTide(tide),
        onRenamed: history.renamed,
        isBusy: rest.isDrawing,
      },
    )
    void recall(sync)
  }

  async function recall(mine: typeof sync): Promise<void> {
    const kept = await keeping.recall().catch(() => null)
    if (mine !== sync) return
    if (kept) {
      book.recall(kept.rows)
      mine?.from(kept.tide)
    }
    ready.value = true
    await mine?.now()
  }

  // The lease comes after the first notes may have been written: then they are kept from that moment on.
  async function vaultOpened(): Promise<void> {
    const kept = await keeping.recall().catch(() => null)
    if (kept) book.recall(kept.rows)
    for (const [id, row] of book.rows) void keeping.save(id, row)
    sync?.soon()
  }

  // Alive as long as the page, whoever asked first.
  const scope = effectScope(true)
  scope.run(() => {
    watch(
      () => [meeting.viewer ? meeting.id : '', meeting.viewer?.person ?? ''] as const,
      ([id, person], before) => {
        if (id !== before?.[0] || person !== before[1]) begin(id, person)
      },
      { immediate: true },
    )
    watch(
      () => meeting.line,
      (line, before) => line === 'live' && before === 'waiting' && void sync?.now(),
    )
    watch(holding, (now) => now === 'open' && ready.value && void vaultOpened())
    const beat = window.setInterval(
      () => document.visibilityState === 'visible' && !rest.isDrawing() && void sync?.now(),
      EVERY,
    )
    const back = () => document.visibilityState === 'visible' && void sync?.now()
    // Who looks at something else has put the pen down, and may not come back.
    const away = () => document.visibilityState === 'hidden' && rest.now()
    document.addEventListener('visibilitychange', back)
    document.addEventListener('visibilitychange', away)
    window.addEventListener('pagehide', rest.now)
    window.addEventListener('online', back)
    onScopeDispose(() => window.clearInterval(beat))
  })

  function record(document: string, step: Step): void {
    if (open) open.push(step)
    else history.did(document, [step])
    deeds.value++
  }

  /** What happens until `done` is called is one deed: one gesture of the eraser is undone at once. */
  function together(document: string): () => void {
    rest.now()
    const mine: Deed = []
    open = mine
    return () => {
      if (open !== mine) return
      open = null
      history.did(document, mine)
      deeds.value++
    }
  }

  function add(place: Place, kind: NoteKind, body: Body): Note {
    rest.now()
    const after = book.add(place, kind, body)
    record(place.document, { before: null, after })
    return after
  }
  function change(id: string, body: Body): void {
    rest.now()
    const before = book.get(id) ?? null
    const after = book.change(id, body)
    if (after) record(after.document, { before, after })
  }
  function remove(id: string): void {
    rest.now()
    const before = book.get(id)
    if (!before?.own) return
    book.remove(id)
    record(before.document, { before, after: null })
  }

  function carryOut(deed: Deed | null): void {
    for (const { before, after } of deed ?? []) {
      if (!after) {
        if (before) book.remove(before.id)
        continue
      }
      const row = book.get(after.id)
      if (row && !row.deleted) book.change(after.id, after.body)
      // What was deleted stays so for the other devices; it comes back as a new note.
      else history.renamed(after.id, book.add(after, after.kind, after.body).id)
    }
    deeds.value++
  }
  function undo(document: string): void {
    rest.now()
    carryOut(history.undo(document))
  }
  function redo(document: string): void {
    rest.now()
    carryOut(history.redo(document))
  }
  const left = (document: string) => (void deeds.value, history.left(document))

  /** Ask the server now, after an act that changed something there: sharing, an answer. */
  const refresh = () => sync?.now() ?? Promise.resolve()

  // Raw: a proxy around every point of every stroke would cost more than it tells.
  return {
    book: markRaw(book),
    /** For the hand that draws: what it does becomes notes when it rests. */
    rest: markRaw(rest),
    ready,
    full: keeping.full,
    add,
    change,
    remove,
    together,
    undo,
    redo,
    left,
    refresh,
  }
})
