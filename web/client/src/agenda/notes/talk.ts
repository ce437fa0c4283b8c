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
})

export const write = (draft: Draft): void => void (talk.draft = draft)
export const edit = (note: string): void => void (talk.editing = note)
export const share = (note: string): void => void (talk.sharing = note)
/** Show a prepared speech or another note large on the whole screen, to be read while one speaks. */
export const openLarge = (note: string): void => void (talk.large = note)
