/**
 * All notes of a meeting that one may see, by id; what this device wrote and the server has not heard is dirty.
 *
 * Rows are replaced, never changed: a stroke of a thousand points is compared by its object. Nothing here waits
 * for a disk or a network; `save` is told what to keep and must not throw.
 */
import { computed, shallowReactive } from 'vue'
import { newKey } from '@/stream/http'
import { moved } from './geometry'
import type { Body, Note, NoteKind } from './types'

export interface Row {
  note: Note
  dirty: boolean
  /** Grows with each change here: what was sent is clean only if nothing changed meanwhile. */
  edit: number
  /** It was on its way at least once, so the server may know it, whether or not it answered. */
  sent: boolean
  /** Why the server will not have it; it is kept here and not sent again until it is changed. */
  refused?: string
}
export interface Wire {
  id: string
  document: string
  version: number
  page: number
  kind: NoteKind
  rev: number
  body: Body
  made_at: string
  deleted: boolean
}
export interface Place {
  document: string
  version: number
  page: number
}

const keyOf = ({ document, version, page }: Place): string => `${document}/${version}/${page}`
const NOBODY: readonly Note[] = []
/** Pins that were moved apart on two devices would lie on one another. */
const APART = 0.02

/** Whether two bodies say the same, in whatever order the server writes its fields. */
function alike(one: Body, other: Body): boolean {
  const said = (body: Body) => JSON.stringify(Object.entries(body).sort(([a], [b]) => (a < b ? -1 : 1)))
  return said(one) === said(other)
}

const looksAlike = (one: Note, other: Note): boolean =>
  one.body === other.body && keyOf(one) === keyOf(other) && one.listed === other.listed

export function createBook(
  save: (id: string, row: Row | null) => void,
  { id: freshId = newKey, now = () => new Date().toISOString() } = {},
) {
  const rows = shallowReactive(new Map<string, Row>())
  const pages = shallowReactive(new Map<string, readonly Note[]>())
  const dirty = shallowReactive(new Set<string>())
  const me = { id: '', name: '' }

  function shelve(before: Note | undefined, after: Note | undefined): void {
    const off = before && !before.deleted ? before : undefined
    const on = after && !after.deleted ? after : undefined
    const key = on ?? off
    if (!key) return
    if (on && off && looksAlike(on, off)) return swap(on)
    const rest = (pages.get(keyOf(key)) ?? NOBODY).filter((note) => note.id !== key.id)
    if (!on) return void (rest.length ? pages.set(keyOf(key), rest) : pages.delete(keyOf(key)))
    const at = rest.findIndex((note) => note.made_at > on.made_at)
    rest.splice(at < 0 ? rest.length : at, 0, on)
    pages.set(keyOf(key), rest)
  }

  /** In its place and without a word: a page need not be drawn anew because the server heard of a stroke. */
  function swap(note: Note): void {
    const list = pages.get(keyOf(note)) as Note[] | undefined
    const at = list?.findIndex(({ id }) => id === note.id) ?? -1
    if (list && at >= 0) list[at] = note
  }

  function set(row: Row): void {
    const before = rows.get(row.note.id)
    rows.set(row.note.id, row)
    if (row.dirty) dirty.add(row.note.id)
    else dirty.delete(row.note.id)
    shelve(before?.note, row.note)
    save(row.note.id, row)
  }

  function drop(id: string): void {
    const before = rows.get(id)
    if (!before) return
    rows.delete(id)
    dirty.delete(id)
    shelve(before.note, undefined)
    save(id, null)
  }

  function add(place: Place, kind: NoteKind, body: Body): Note {
    const at = now()
    const note: Note = {
      id: freshId(),
      document: place.document,
      version: place.version,
      page: place.page,
      kind,
      body,
      rev: 0,
      owner: me.id,
      owner_name: me.name,
      own: true,
      shared_with: 'PRIVATE',
      carried_from: null,
      listed: false,
      answer: null,
      made_at: at,
      changed_at: at,
      deleted: false,
    }
    set({ note, dirty: true, edit: 1, sent: false })
    return note
  }

  /** The changed note, or null where there is none of one's own. */
  function change(id: string, body: Body): Note | null {
    const row = rows.get(id)
    if (!row || !row.note.own || row.note.deleted) return null
    const note = { ...row.note, body, changed_at: now() }
    set({ ...row, note, dirty: true, edit: row.edit + 1, refused: undefined })
    return note
  }

  /** What was never on its way is simply gone; of the rest a tombstone tells the other devices. */
  function remove(id: string): void {
    const row = rows.get(id)
    if (!row || !row.note.own || row.note.deleted) return
    if (!row.sent && row.note.rev === 0) return drop(id)
    const note = { ...row.note, body: {}, deleted: true, changed_at: now() }
    set({ ...row, note, dirty: true, edit: row.edit + 1, refused: undefined })
  }

  /** What waits to be sent, oldest first, as it travels; each is marked as on its way. */
  function outgoing(most: number, bytes: number): { wire: Wire; edit: number }[] {
    const batch: { wire: Wire; edit: number }[] = []
    let room = bytes
    for (const id of dirty) {
      const row = rows.get(id)
      if (!row) continue
      const { document, version, page, kind, rev, body, made_at, deleted } = row.note
      const wire = { id, document, version, page, kind, rev, body, made_at, deleted }
      room -= 40 * (body.points?.length ?? 0) + 3 * (body.text?.length ?? 0) + 400
      if (batch.length === most || (batch.length && room < 0)) break
      // Not worth a write of its own: what comes back from the disk counts as sent.
      if (!row.sent) rows.set(id, { ...row, sent: true })
      batch.push({ wire, edit: row.edit })
    }
    return batch
  }

  /** The server has what was sent as `edit`; `theirs` is how it has it. */
  function taken(id: string, edit: number, theirs: Partial<Note> = {}): void {
    const row = rows.get(id)
    if (!row) return
    const rev = theirs.rev ?? row.note.rev + 1
    if (row.edit !== edit) return set({ ...row, note: { ...row.note, rev } })
    if (row.note.deleted) return drop(id)
    set({ ...row, note: { ...row.note, ...theirs, rev, body: row.note.body }, dirty: false })
  }

  /** Not to be had by the server as it is: it stays here, with the reason, until it is changed or removed. */
  function turnedAway(id: string, edit: number, reason: string): void {
    const row = rows.get(id)
    if (row?.edit === edit) set({ ...row, dirty: false, refused: reason })
  }

  /**
   * Another device of the same person changed it meanwhile. Theirs stays what it is; what was written here goes
   * on as a note of its own, whose id comes back.
   */
  function collided(id: string, theirs: Note): string | null {
    const row = rows.get(id)
    if (!row) return null
    const mine = row.note
    const same = alike(mine.body, theirs.body)
    if (theirs.deleted) drop(id)
    else set({ note: theirs, dirty: false, edit: row.edit + 1, sent: true })
    if (mine.deleted || (same && !theirs.deleted)) return null
    const pinned = mine.body.x !== undefined && !theirs.deleted
    const body = pinned ? moved(mine.body, APART, APART) : mine.body
    const note = { ...mine, id: freshId(), body, rev: 0, carried_from: null, listed: false, answer: null }
    set({ note: { ...note, shared_with: 'PRIVATE' }, dirty: true, edit: 1, sent: false })
    return note.id
  }

  /** What the server says of the notes that changed there. What is dirty here is settled when it is sent. */
  function hear(notes: readonly Note[]): void {
    for (const theirs of notes) {
      const row = rows.get(theirs.id)
      if (row?.dirty) {
        if (theirs.deleted) continue
        const { shared_with, answer, listed, carried_from } = theirs
        set({ ...row, note: { ...row.note, shared_with, answer, listed, carried_from } })
      } else if (theirs.deleted) drop(theirs.id)
      else {
        // The echo of what was sent from here: the same strokes need not be drawn again.
        const body = row?.note.rev === theirs.rev ? row.note.body : theirs.body
        set({ note: { ...theirs, body }, dirty: false, edit: (row?.edit ?? 0) + 1, sent: true })
      }
    }
  }

  /** Rows that were kept on this device; what is here already is newer. */
  function recall(kept: readonly Row[]): void {
    for (const row of kept) {
      if (rows.has(row.note.id)) continue
      rows.set(row.note.id, { ...row, sent: true })
      if (row.dirty) dirty.add(row.note.id)
      shelve(undefined, row.note)
    }
  }

  function clear(): void {
    for (const all of [rows, pages, dirty]) all.clear()
  }

  const standing = computed(() => [...rows.values()].filter((row) => !row.note.deleted))
  return {
    me,
    rows,
    /** Everything that is not deleted, with its state. */
    standing,
    waiting: computed(() => dirty.size),
    onPage: (place: Place): readonly Note[] => pages.get(keyOf(place)) ?? NOBODY,
    get: (id: string): Note | undefined => rows.get(id)?.note,
    add,
    change,
    remove,
    outgoing,
    taken,
    turnedAway,
    collided,
    hear,
    recall,
    clear,
  }
}
export type Book = ReturnType<typeof createBook>
