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
}
/** Whose things these are outlives the lease: another person who signs in finds nothing of them. */
export interface Chest {
  owner(): Promise<string | undefined>
  setOwner(person: string): Promise<void>
  lease(): Promise<Lease | undefined>
  setLease(lease: Lease | null): Promise<void>
  read(table: Table, key: string): Promise<Sealed | undefined>
  list(table: Table, prefix: string): Promise<[string, Sealed][]>
  keys(table: Table, prefix: string): Promise<string[]>
  write(table: Table, key: string, sealed: Sealed): Promise<void>
  erase(table: Table, keys: string[]): Promise<void>
  /** Everything, whoever's it was; the tables stay, so that another tab of this page is not in the way. */
  clear(): Promise<void>
}

interface Meta {
  name: 'owner' | 'lease'
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
  return {
    owner: async () => (await meta.get('owner'))?.value as string | undefined,
    setOwner: async (value) => void (await meta.put({ name: 'owner', value })),
    lease: async () => (await meta.get('lease'))?.value as Lease | undefined,
    setLease: async (value) =>
      void (await (value ? meta.put({ name: 'lease', value }) : meta.delete('lease'))),
    read: (table, key) => rows(table).get(key),
    async list(table, prefix) {
      const found: [string, Sealed][] = []
      await starting(table, prefix).each((sealed, { primaryKey }) => void found.push([primaryKey, sealed]))
      return found
    },
    keys: (table, prefix) => starting(table, prefix).primaryKeys(),
    write: async (table, key, sealed) => void (await rows(table).put(sealed, key)),
    erase: (table, keys) => rows(table).bulkDelete(keys),
    clear: () =>
      database.transaction('rw', database.tables, async () => {
        for (const table of database.tables) await table.clear()
      }),
  }
}

/** The device has no room for more; Dexie says it by itself, or of what a transaction died of. */
export function isFull(problem: unknown): boolean {
  const { name, inner } = (problem ?? {}) as { name?: string; inner?: unknown }
  return name === 'QuotaExceededError' || (inner !== undefined && inner !== problem && isFull(inner))
}
