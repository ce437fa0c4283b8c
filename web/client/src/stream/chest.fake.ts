/** A database in memory, for tests of what lies above one. */
import type { Chest, Lease, Sealed, Table } from './chest'

export function memoryChest(): Chest & { rows: Map<string, Sealed>; full: boolean } {
  const rows = new Map<string, Sealed>()
  let person: string | undefined
  let held: Lease | undefined
  let generation = 0
  const at = (table: Table, key: string) => `${table}/${key}`
  const under = (table: Table, prefix: string) =>
    [...rows]
      .filter(([name]) => name.startsWith(at(table, prefix)))
      .map(([name, row]) => [name.slice(table.length + 1), row] as [string, Sealed])
  return {
    rows,
    full: false,
    generation: async () => generation,
    owner: async () => person,
    lease: async () => (held ? { ...held } : undefined),
    async begin(now, lease) {
      if (lease.generation !== generation) return false
      person = now
      held = { ...lease }
      return true
    },
    see: async (at) => void (held &&= { ...held, seen: Math.max(held.seen, at) }),
    endLease: async () => void (held = undefined),
    read: async (table, key) => rows.get(at(table, key)),
    list: async (table, prefix) => under(table, prefix),
    keys: async (table, prefix) => under(table, prefix).map(([key]) => key),
    async write(table, key, sealed, of) {
      if (of !== generation) return false
      if (this.full) throw new DOMException('no room', 'QuotaExceededError')
      rows.set(at(table, key), sealed)
      return true
    },
    erase: async (table, keys) => keys.forEach((key) => rows.delete(at(table, key))),
    async clear() {
      rows.clear()
      generation++
      person = held = undefined
    },
  }
}
