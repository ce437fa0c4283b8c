/** The database under the vault: what the vault asks of one, and the browser's, through Dexie. */
import type { EntityTable, Table as DexieTable } from 'dexie'

export const TABLES = ['snapshot', 'paper', 'text', 'note', 'outbox', 'place'] as const
export type Table = (typeof TABLES)[number]

export interface Sealed {
  iv: Uint8Array<ArrayBuffer>
  data: ArrayBuffer
}
/** `until` and `seen` in milliseconds of this device's clock; `seen` is the latest time it has shown. */
export interface Lease {
  key: CryptoKey
  until: number
  seen: number
  /** How often the chest had been emptied when it was begun. */
  generation: number
}
/**
 * Whose things these are outlives the lease: another person who signs in finds nothing of them.
 *
 * Several tabs have one chest. Each time it is emptied a new generation begins, and what a tab still wants
 * to write of an earlier one is refused in the same transaction: nothing is left in it that nobody owns.
 */
export interface Chest {
  generation(): Promise<number>
  owner(): Promise<string | undefined>
  lease(): Promise<Lease | undefined>
  /** False, and nothing is written, when the generation of the lease is over. */
  begin(person: string, lease: Lease): Promise<boolean>
  /** Note the latest time on the lease that is there, if one is. */
  see(at: number): Promise<void>
  endLease(): Promise<void>
  read(table: Table, key: string): Promise<Sealed | undefined>
  list(table: Table, prefix: string): Promise<[string, Sealed][]>
  keys(table: Table, prefix: string): Promise<string[]>
  /** False, and nothing is written, when that generation is over. */
  write(table: Table, key: string, sealed: Sealed, generation: number): Promise<boolean>
  erase(table: Table, keys: string[]): Promise<void>
  /** Everything, whoever's it was; the tables stay, so that another tab of this page is not in the way. */
  clear(): Promise<void>
}

interface Meta {
  name: 'owner' | 'lease' | 'generation'
  value: unknown
}

/** Loaded when it is first needed: the first page of a seat does without it. */
export async function browserChest(name = 'vault'): Promise<Chest> {
  const { Dexie } = await import('dexie')
  const database = new Dexie(name)
  database.version(1).stores({ meta: 'name', ...Object.fromEntries(TABLES.map((table) => [table, ''])) })
  await database.open()
  const meta = database.table('meta') as EntityTable<Meta, 'name'>
  const rows = (table: Table) => database.table(table) as DexieTable<Sealed, string>
  const starting = (table: Table, prefix: string) => rows(table).where(':id').startsWith(prefix)
  const generation = async () => ((await meta.get('generation'))?.value as number | undefined) ?? 0
  const lease = async () => (await meta.get('lease'))?.value as Lease | undefined
  return {
    generation,
    owner: async () => (await meta.get('owner'))?.value as string | undefined,
    lease,
    begin: (person, value) =>
      database.transaction('rw', meta, async () => {
        if ((await generation()) !== value.generation) return false
        await meta.bulkPut([
          { name: 'owner', value: person },
          { name: 'lease', value },
        ])
        return true
      }),
    see: (at) =>
      database.transaction('rw', meta, async () => {
        const held = await lease()
        if (held && held.seen < at) await meta.put({ name: 'lease', value: { ...held, seen: at } })
      }),
    endLease: () => meta.delete('lease'),
    read: (table, key) => rows(table).get(key),
    async list(table, prefix) {
      const found: [string, Sealed][] = []
      await starting(table, prefix).each((sealed, { primaryKey }) => void found.push([primaryKey, sealed]))
      return found
    },
    keys: (table, prefix) => starting(table, prefix).primaryKeys(),
    write: (table, key, sealed, of) =>
      database.transaction('rw', meta, rows(table), async () => {
        if ((await generation()) !== of) return false
        await rows(table).put(sealed, key)
        return true
      }),
    erase: (table, keys) => rows(table).bulkDelete(keys),
    clear: () =>
      database.transaction('rw', database.tables, async () => {
        const next = (await generation()) + 1
        for (const table of database.tables) await table.clear()
        await meta.put({ name: 'generation', value: next })
      }),
  }
}

/** The device has no room for more; Dexie says it by itself, or of what a transaction died of. */
export function isFull(problem: unknown): boolean {
  const { name, inner } = (problem ?? {}) as { name?: string; inner?: unknown }
  return name === 'QuotaExceededError' || (inner !== undefined && inner !== problem && isFull(inner))
}
