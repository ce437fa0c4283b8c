/** Where an item goes when it is moved, as the server's command wants it: a parent, and before whom. Pure. */
import type { Item } from '@/agenda/types'

export interface Place {
  parent: string | null
  /** Null: at the end of the parent. */
  before: string | null
}
export type Step = 'up' | 'down' | 'in' | 'out'
/** Which part of a row the dragged one is held over. */
export type Zone = 'before' | 'inside' | 'after'

export type Node = Pick<Item, 'id' | 'parent' | 'position'>

function siblings(items: readonly Node[], parent: string | null): Node[] {
  return items.filter((item) => item.parent === parent).sort((a, b) => a.position - b.position)
}

function find(items: readonly Node[], id: string | null): Node | undefined {
  return items.find((item) => item.id === id)
}

/** One step from where it stands, or null when there is nowhere to go. */
export function stepTo(items: readonly Node[], id: string, step: Step): Place | null {
  const item = find(items, id)
  if (!item) return null
  const row = siblings(items, item.parent)
  const at = row.findIndex((each) => each.id === id)
  const above = row[at - 1]
  if (step === 'up') return above ? { parent: item.parent, before: above.id } : null
  if (step === 'down')
    return at < row.length - 1 ? { parent: item.parent, before: row[at + 2]?.id ?? null } : null
  if (step === 'in') return above ? { parent: above.id, before: null } : null
  const parent = find(items, item.parent)
  if (!parent) return null
  const outer = siblings(items, parent.parent)
  const next = outer[outer.findIndex((each) => each.id === parent.id) + 1]
  return { parent: parent.parent, before: next?.id ?? null }
}

/** Where it lands when it is let go over a row, or null when that is nowhere or where it stands. */
export function dropAt(items: readonly Node[], id: string, over: string, zone: Zone): Place | null {
  const item = find(items, id)
  const target = find(items, over)
  if (!item || !target || isInside(items, over, id)) return null
  const place = landing(items, id, target, zone)
  const row = siblings(items, item.parent)
  const next = row[row.findIndex((each) => each.id === id) + 1]?.id ?? null
  return place.parent === item.parent && place.before === next ? null : place
}

function landing(items: readonly Node[], id: string, target: Node, zone: Zone): Place {
  const others = (parent: string | null) => siblings(items, parent).filter((each) => each.id !== id)
  if (zone === 'inside') return { parent: target.id, before: null }
  if (zone === 'before') return { parent: target.parent, before: target.id }
  // Below a row that has items of its own is above the first of them: that is where the line is drawn.
  const first = others(target.id)[0]
  if (first) return { parent: target.id, before: first.id }
  const row = others(target.parent)
  const next = row[row.findIndex((each) => each.id === target.id) + 1]
  return { parent: target.parent, before: next?.id ?? null }
}

function isInside(items: readonly Node[], id: string | null, of: string): boolean {
  for (let at = find(items, id); at; at = find(items, at.parent)) if (at.id === of) return true
  return false
}
