/** Undo and redo, for each document its own. A deed is all that one gesture changed. Pure. */
import type { Note } from './types'

export interface Step {
  before: Note | null
  after: Note | null
}
export type Deed = Step[]
const MOST = 200

export function createHistory() {
  const done = new Map<string, Deed[]>()
  const undone = new Map<string, Deed[]>()
  const of = (stacks: Map<string, Deed[]>, document: string): Deed[] => {
    const stack = stacks.get(document) ?? []
    stacks.set(document, stack)
    return stack
  }

  /** Remember what was done; what was undone before can no longer be done again. */
  function did(document: string, deed: Deed): void {
    if (!deed.length) return
    const stack = of(done, document)
    stack.push(deed)
    if (stack.length > MOST) stack.shift()
    undone.delete(document)
  }

  /** The deed turned round, to be carried out by the caller; null when there is none. */
  function undo(document: string): Deed | null {
    const deed = of(done, document).pop()
    if (!deed) return null
    of(undone, document).push(deed)
    return deed.map(({ before, after }) => ({ before: after, after: before })).reverse()
  }

  function redo(document: string): Deed | null {
    const deed = of(undone, document).pop()
    if (!deed) return null
    of(done, document).push(deed)
    return deed
  }

  /** A note goes on under another id: what was deleted stays deleted, and comes back as a new one. */
  function renamed(from: string, to: string): void {
    const name = (note: Note | null) => (note?.id === from ? { ...note, id: to, rev: 0 } : note)
    for (const stacks of [done, undone])
      for (const stack of stacks.values())
        for (const deed of stack)
          for (const step of deed) {
            step.before = name(step.before)
            step.after = name(step.after)
          }
  }

  const left = (document: string) => ({
    undo: (done.get(document)?.length ?? 0) > 0,
    redo: (undone.get(document)?.length ?? 0) > 0,
  })
  function clear(): void {
    done.clear()
    undone.clear()
  }
  return { did, undo, redo, renamed, left, clear }
}
