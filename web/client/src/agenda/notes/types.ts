/** What a reader writes on a page, as it travels: agenda/models/annotation.py says the same on the server. */
export const KINDS = ['PEN', 'MARKER', 'HIGHLIGHT', 'UNDERLINE', 'NOTE', 'BOOKMARK', 'SPEECH'] as const
export type NoteKind = (typeof KINDS)[number]
export const CIRCLES = ['PRIVATE', 'DELEGATE_GROUP', 'DISCUSSION_GROUP', 'SECRETARIAT'] as const
export type SharedWith = (typeof CIRCLES)[number]

/**
 * Fractions of the page as it is shown unturned, from its upper left corner; the third is the pressure, 0 to 1.
 * Fractions, so that neither zoom nor rotation ever moves what was written.
 */
export type Point = [x: number, y: number, pressure: number]
export type Rect = [x: number, y: number, width: number, height: number]

/** What is written, by kind: strokes have points, marked text has rects, pins have a place, and all may have text. */
export interface Body {
  color?: string
  /** Of a stroke, as a fraction of the page's width. */
  width?: number
  points?: Point[]
  rects?: Rect[]
  text?: string
  x?: number
  y?: number
}

export interface NoteAnswer {
  text: string
  by: string
  at: string
}

export interface Note {
  id: string
  document: string
  version: number
  page: number
  kind: NoteKind
  body: Body
  /** The state of it that the server is known to have; 0 before it ever heard of it. */
  rev: number
  owner: string
  owner_name: string
  own: boolean
  shared_with: SharedWith
  carried_from: string | null
  /** It stayed on an older version, because its place in the newest is not certain. */
  listed: boolean
  answer: NoteAnswer | null
  made_at: string
  changed_at: string
  deleted: boolean
}

export const isStroke = (kind: NoteKind): boolean => kind === 'PEN' || kind === 'MARKER'
export const isMarkedText = (kind: NoteKind): boolean => kind === 'HIGHLIGHT' || kind === 'UNDERLINE'
/** A pin stands at its place, and the page shows it as a button. */
export const isPin = (note: Note): boolean =>
  note.kind === 'NOTE' || (note.kind === 'SPEECH' && note.body.x !== undefined)
