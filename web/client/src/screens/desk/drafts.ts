/** The forms that stand open at the desk, each with what was typed: switching rows or tabs loses nothing. */
import { computed, ref, watch, type Ref } from 'vue'
import { begun, copy, differences, isDirty, merged, type Choices, type Draft } from './editing'

export const NEW = 'new'

interface Row {
  id: string
  rev: number
}
export interface Drafts<T extends object> {
  /** The draft of a row, or of `NEW`; begun when it is first asked for. */
  open: (id: string) => void
  get: (id: string) => Draft<T> | undefined
  dirty: (id: string) => boolean
  anyDirty: Ref<boolean>
  /** Somebody else saved a newer text than the form was begun with. */
  stale: (id: string) => boolean
  gone: (id: string) => boolean
  /** The newer text that the draft is compared with: the row's, or what a refusal told. */
  newer: (id: string) => { rev: number; text: T } | undefined
  tell: (id: string, row: unknown) => void
  merge: (id: string, choices: Choices<T>) => void
  drop: (id: string) => void
  /** What was typed is saved: the row will follow by the stream, and so does the form. */
  saved: (id: string) => void
  /** What was typed in a row that is gone, as a new one. */
  renew: (id: string) => void
}

/** `rowOf` reads the live row; `textOf` picks what the form holds of it; `blank` begins a new one. */
export function useDrafts<R extends Row, T extends object>(
  rowOf: (id: string) => R | undefined,
  textOf: (row: R) => T,
  blank: () => T,
): Drafts<T> {
  const drafts = ref(new Map()) as Ref<Map<string, Draft<T>>>
  const told = ref(new Map()) as Ref<Map<string, R>>

  function latest(id: string): R | undefined {
    const row = rowOf(id)
    const other = told.value.get(id)
    return other && (!row || other.rev > row.rev) ? other : row
  }
  function open(id: string): void {
    if (drafts.value.has(id)) return
    const row = rowOf(id)
    if (id === NEW) drafts.value.set(id, begun(blank(), 0))
    else if (row) drafts.value.set(id, begun(textOf(row), row.rev))
  }
  function dirty(id: string): boolean {
    const draft = drafts.value.get(id)
    return Boolean(draft && isDirty(draft))
  }
  function newer(id: string) {
    const draft = drafts.value.get(id)
    const row = latest(id)
    return draft && row && row.rev > draft.rev ? { rev: row.rev, text: textOf(row) } : undefined
  }
  function merge(id: string, choices: Choices<T>): void {
    const draft = drafts.value.get(id)
    const now = newer(id)
    if (draft && now) drafts.value.set(id, merged(draft, now.text, now.rev, choices))
  }
  function drop(id: string): void {
    drafts.value.delete(id)
    told.value.delete(id)
  }
  function saved(id: string): void {
    const draft = drafts.value.get(id)
    told.value.delete(id)
    if (id === NEW) drop(id)
    else if (draft)
      drafts.value.set(id, { rev: draft.rev + 1, base: copy(draft.typed), typed: copy(draft.typed) })
  }
  function renew(id: string): void {
    const draft = drafts.value.get(id)
    if (!draft) return
    drafts.value.set(NEW, { rev: 0, base: blank(), typed: copy(draft.typed) })
    drop(id)
  }

  // A form in which nothing was typed follows its row; one with typing in it is never touched.
  watch(
    () => [...drafts.value.keys()].map((id) => rowOf(id)?.rev),
    () => {
      for (const id of drafts.value.keys()) if (!dirty(id) && newer(id)) merge(id, {})
      for (const id of drafts.value.keys()) if (id !== NEW && !rowOf(id) && !dirty(id)) drop(id)
    },
  )

  return {
    open,
    get: (id) => drafts.value.get(id),
    dirty,
    anyDirty: computed(() => [...drafts.value.keys()].some(dirty)),
    stale: (id) => {
      const draft = drafts.value.get(id)
      const now = newer(id)
      return Boolean(draft && now && (dirty(id) || differences(draft, now.text).length))
    },
    gone: (id) => id !== NEW && drafts.value.has(id) && !rowOf(id),
    newer,
    tell: (id, row) => told.value.set(id, row as R),
    merge,
    drop,
    saved,
    renew,
  }
}
