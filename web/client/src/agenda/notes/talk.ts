/** What the dialogs about notes are asked to show. Shown by `NoteHost`, once for the whole screen. */
import { reactive } from 'vue'
import type { Place } from './book'

export interface Draft {
  place: Place
  kind: 'NOTE' | 'SPEECH'
  x?: number
  y?: number
  text: string
}

export const talk = reactive({
  /** A note that is not written yet. */
  draft: null as Draft | null,
  editing: '',
  sharing: '',
  large: '',
  /** Grows with each opening: from a note to a speech about it is another dialog. */
  turn: 0,
})

export function write(draft: Draft): void {
  talk.draft = draft
  talk.turn++
}
export function edit(note: string): void {
  talk.editing = note
  talk.turn++
}
export const share = (note: string): void => void (talk.sharing = note)
/** Show a prepared speech or another note large on the whole screen, to be read while one speaks. */
export const openLarge = (note: string): void => void (talk.large = note)
