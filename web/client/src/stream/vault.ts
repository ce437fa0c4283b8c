/**
 * What is kept on this device, encrypted (AES-GCM) with a key that the server leases to it.
 *
 * The key is imported so that no script can read it back, and is deleted when the lease is over or when
 * the clock was set back to outlive it. What was written stays, unreadable, until the server gives the
 * key again: nothing that waits to be sent is lost by a lease.
 */
import { computed, readonly, ref, type Ref } from 'vue'
import { browserChest, type Chest, type Lease, type Sealed, type Table } from './chest'
import { pack, unpack } from './pack'

export type { Table } from './chest'

export interface Vault {
  get<T>(table: Table, key: string): Promise<T | undefined>
  all<T>(table: Table, prefix?: string): Promise<[string, T][]>
  keys(table: Table, prefix?: string): Promise<string[]>
  /** Raises VaultClosed when the lease ended meanwhile, and what the database says when it is full. */
  put(table: Table, key: string, value: unknown): Promise<void>
  remove(table: Table, key: string): Promise<void>
  removeAll(table: Table, prefix: string): Promise<void>
}
export class VaultClosed extends Error {}

/** `over`: the lease ended; `turnedBack`: the clock shows an earlier time than it has shown before. */
export type Holding = 'none' | 'open' | 'over' | 'turnedBack'

/** What clocks are corrected by without anybody's intent. */
export const SLACK = 120_000
const BEAT = 60_000

const bound = (table: Table, key: string) => new TextEncoder().encode(`${table}/${key}`)

/** A vault over a given database and clock; the page's own one is below. */
export function vaultOver(chest: () => Promise<Chest>, now: () => number = Date.now) {
  const holding = ref<Holding>('none')
  const until = ref<Date | null>(null)
  let opened: Promise<Chest> | null = null
  let lease: Lease | null = null
  let turn = 0 // of leases: what was asked of an earlier one is not done under a later one

  const database = () => (opened ??= chest().catch((problem) => ((opened = null), Promise.reject(problem))))

  function verdict(held: Lease): Holding {
    if (now() < held.seen - SLACK) return 'turnedBack'
    return now() > held.until ? 'over' : 'open'
  }

  /** The lease, if it still holds; one that does not is deleted here and now. */
  async function held(): Promise<Lease | null> {
    if (lease && verdict(lease) === 'open') return holds(lease)
    const mine = turn
    // Another tab of this page may have renewed it.
    const stored = (await (await database()).lease()) ?? lease
    if (mine !== turn) return held()
    if (!stored) return null
    const kept = (lease = lease && lease.until >= stored.until ? lease : stored)
    const found = verdict(kept)
    if (found !== 'open') {
      await lock(found)
      return null
    }
    return holds(kept)
  }
  function holds(kept: Lease): Lease {
    holding.value = 'open'
    if (until.value?.getTime() !== kept.until) until.value = new Date(kept.until)
    return kept
  }

  async function see(): Promise<void> {
    const kept = await held()
    if (!kept || now() < kept.seen + BEAT / 2) return
    const stored = await database()
    if (lease !== kept) return // locked or destroyed meanwhile
    kept.seen = now()
    await stored.see(kept.seen)
  }

  async function open(): Promise<Vault | null> {
    const kept = await held()
    if (!kept) return null
    await see()
    return vault
  }

  /**
   * Begin or renew the lease. What another person kept on this device is destroyed first. Null when another
   * tab has destroyed everything since the generation in which this lease was `asked` for.
   */
  async function grant(
    person: string,
    raw: Uint8Array<ArrayBuffer>,
    ends: number,
    asked?: number,
  ): Promise<Vault | null> {
    const kept = await database()
    const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
    const owner = await kept.owner()
    let generation = await kept.generation()
    if (asked !== undefined && asked !== generation) return null
    if (owner !== undefined && owner !== person) {
      await kept.clear()
      generation++
    }
    const begun = { key, until: ends, seen: now(), generation }
    if (!(await kept.begin(person, begun))) return null
    turn++
    lease = begun
    return open()
  }

  /** Delete the key; what is kept cannot be read until the server gives it again. Why it ended before is kept. */
  async function lock(why?: Holding): Promise<void> {
    turn++
    lease = null
    holding.value = why ?? (holding.value === 'open' ? 'none' : holding.value)
    await (await database()).endLease()
  }

  async function destroy(): Promise<void> {
    forget()
    await (await database()).clear()
  }

  /** Another tab of this page has locked or destroyed it. */
  function forget(): void {
    turn++
    lease = null
    holding.value = 'none'
    until.value = null
  }

  const owner = async () => (await database()).owner()
  const generation = async () => (await database()).generation()

  async function reveal<T>(
    key: CryptoKey,
    table: Table,
    name: string,
    { iv, data }: Sealed,
  ): Promise<T | undefined> {
    try {
      const plain = await crypto.subtle.decrypt(
        { name: 'AES-GCM', iv, additionalData: bound(table, name) },
        key,
        data,
      )
      return unpack<T>(new Uint8Array(plain))
    } catch {
      return undefined // sealed with a key that was given up: as good as gone
    }
  }

  const vault: Vault = {
    async get<T>(table: Table, key: string) {
      const kept = await held()
      const sealed = kept && (await (await database()).read(table, key))
      return sealed ? reveal<T>(kept.key, table, key, sealed) : undefined
    },
    async all<T>(table: Table, prefix = '') {
      const kept = await held()
      if (!kept) return []
      const sealed = await (await database()).list(table, prefix)
      const found = await Promise.all(
        sealed.map(async ([name, each]) => [name, await reveal<T>(kept.key, table, name, each)] as const),
      )
      return found.filter((pair): pair is [string, T] & typeof pair => pair[1] !== undefined)
    },
    async keys(table, prefix = '') {
      return (await held()) ? (await database()).keys(table, prefix) : []
    },
    async put(table, key, value) {
      const kept = await held()
      if (!kept) throw new VaultClosed()
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const algorithm = { name: 'AES-GCM', iv, additionalData: bound(table, key) }
      const data = await crypto.subtle.encrypt(algorithm, kept.key, pack(value))
      const stored = await database()
      // Nothing is written behind the back of who locks, destroys or renews it.
      if (lease !== kept) return vault.put(table, key, value)
      if (await stored.write(table, key, { iv, data }, kept.generation)) return
      if (lease === kept) forget() // another tab was quicker than its word
      throw new VaultClosed()
    },
    remove: async (table, key) => (await database()).erase(table, [key]),
    async removeAll(table, prefix) {
      const kept = await database()
      await kept.erase(table, await kept.keys(table, prefix))
    },
  }
  return {
    open,
    grant,
    lock,
    destroy,
    forget,
    owner,
    generation,
    see,
    holding: readonly(holding),
    until: readonly(until) as Ref<Date | null>,
  }
}

/** Whether this browser can keep anything: a secure context, its cryptography and its database. */
export const able = (): boolean =>
  globalThis.isSecureContext === true && 'indexedDB' in globalThis && globalThis.crypto?.subtle !== undefined

const own = vaultOver(() => browserChest())
export const holding = computed(() => own.holding.value)
export const readableUntil = computed(() => own.until.value)

let admitted: string | null = null
/** Who is signed in: the vault of anybody else stays shut to them, also before it is destroyed. */
export function admit(person: string | null): void {
  admitted = person
}
export const isAdmitted = (person: string): boolean => admitted === person

/** Null where there is no secure context, database or lease: callers then keep things in memory. */
export async function openVault(): Promise<Vault | null> {
  if (!able() || admitted === null) return null
  try {
    return (await own.owner()) === admitted ? await own.open() : null
  } catch {
    return null // a browser that forbids its database (a private window of old) keeps nothing
  }
}

/** The vault of whoever was signed in when the server was last reached, who is admitted by opening it. */
export async function openAlone(): Promise<Vault | null> {
  if (!able()) return null
  admitted = (await own.owner().catch(() => undefined)) ?? null
  return openVault()
}
export const grantVault = own.grant

const others = able() && 'BroadcastChannel' in globalThis ? new BroadcastChannel('vault') : null
if (others) others.onmessage = () => own.forget()

export async function lockVault(): Promise<void> {
  await own.lock()
  others?.postMessage('closed')
}
export async function destroyVault(): Promise<void> {
  await own.destroy()
  others?.postMessage('closed')
}
export const vaultOwner = own.owner
export const vaultGeneration = own.generation

// An open page ends with its lease too, and notes the time as it goes by.
if (able()) globalThis.setInterval(() => holding.value === 'open' && void own.see(), BEAT)
