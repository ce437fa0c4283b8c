/** The notes of a meeting as a list: by paper and page, strokes of a page counted together. Pure. */
import { plain } from '@/kit/format'
import type { Row } from './book'
import { isStroke, type Note, type NoteKind } from './types'

export interface Line {
  /** The first of them; a line of strokes stands for several. */
  note: Note
  count: number
  dirty: boolean
  refused?: string
}
export interface Group {
  document: string
  lines: Line[]
}
export interface Wish {
  words?: string
  kind?: NoteKind | 'STROKES' | ''
}

const byPlace = (a: Note, b: Note): number =>
  a.page - b.page || (a.made_at < b.made_at ? -1 : a.made_at > b.made_at ? 1 : 0)

/** One's own, and nothing that needs a word of its own elsewhere in the list. */
export function groups(rows: readonly Row[], order: readonly string[], wish: Wish = {}): Group[] {
  const wanted = plain(wish.words ?? '')
  const lines = new Map<string, Line[]>()
  const strokes = new Map<string, Line>()
  const own = rows
    .filter(({ note }) => note.own && !note.listed && !note.deleted)
    .filter(
      ({ note }) => !wish.kind || (wish.kind === 'STROKES' ? isStroke(note.kind) : note.kind === wish.kind),
    )
    .filter(({ note }) => !wanted || plain(note.body.text ?? '').includes(wanted))
    .sort((a, b) => byPlace(a.note, b.note))
  for (const { note, dirty, refused } of own) {
    const key = `${note.document}/${note.version}/${note.page}`
    const together = isStroke(note.kind) && note.shared_with === 'PRIVATE' && !refused
    const line = together ? strokes.get(key) : undefined
    if (line) {
      line.count++
      line.dirty ||= dirty
      continue
    }
    const fresh: Line = { note, count: 1, dirty, refused }
    if (together) strokes.set(key, fresh)
    const found = lines.get(note.document)
    if (found) found.push(fresh)
    else lines.set(note.document, [fresh])
  }
  const rank = (document: string) => (order.includes(document) ? order.indexOf(document) : order.length)
  return [...lines]
    .map(([document, found]) => ({ document, lines: found }))
    .sort((a, b) => rank(a.document) - rank(b.document) || Number(a.document) - Number(b.document))
}
