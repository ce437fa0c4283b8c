/** The notes on this device's disk, encrypted by the vault: one entry a note, written in the order of the changes. */
import { computed, ref } from 'vue'
import { openVault, VaultClosed, type Vault } from '@/stream/vault'
import type { Row } from './book'

/** What the vault is asked for; without one the notes live as long as the page. */
type Drawer = Pick<Vault, 'get' | 'all' | 'put' | 'remove'>

const TABLE = 'note'
type Write = (drawer: Drawer) => Promise<void>
/** How soon room is looked for again, after the disk had none. */
export const AGAIN = 4_000

export function createKeeping(open: () => Promise<Drawer | null> = openVault) {
  let prefix = ''
  let queue: Promise<void> = Promise.resolve()
  /** The browser refused to keep a note, mostly because its storage is full. */
  const full = ref(false)
  const queued = ref(0)
  /** What there was no room for, by its key: written again and again, until there is. */
  const owed = new Map<string, Write>()
  let timer = 0

  function later(key: string, write: Write): Promise<void> {
    const at = prefix
    owed.delete(key)
    queued.value++
    queue = queue.then(() => one(at, key, write)).finally(() => void queued.value--)
    return queue
  }
  async function one(at: string, key: string, write: Write): Promise<void> {
    const drawer = at ? await open() : null
    if (!drawer || at !== prefix) return
    try {
      await write(drawer)
    } catch (problem) {
      // A vault that closed meanwhile is no fault: what is written is in memory, and goes up from there.
      if (!(problem instanceof VaultClosed)) owed.set(key, write)
    }
    full.value = owed.size > 0
    if (full.value) timer ||= window.setTimeout(again, AGAIN)
  }
  function again(): void {
    timer = 0
    for (const [key, write] of [...owed]) void later(key, write)
  }

  /** From now on it is the notes of this person at this meeting. */
  function turnTo(person: string, meeting: string): void {
    prefix = person && meeting ? `${person}/${meeting}/` : ''
    owed.clear()
    full.value = false
  }
  const save = (id: string, row: Row | null): Promise<void> =>
    later(`${prefix}${id}`, (drawer) => {
      const key = `${prefix}${id}`
      return row ? drawer.put(TABLE, key, row) : drawer.remove(TABLE, key)
    })
  const saveTide = (tide: number): Promise<void> =>
    later(`tide/${prefix}`, (drawer) => drawer.put(TABLE, `tide/${prefix}`, tide))

  /** What is kept here, and how far it had heard; nothing of it when the vault is closed. */
  async function recall(): Promise<{ rows: Row[]; tide: number } | null> {
    const at = prefix
    const drawer = at ? await open() : null
    if (!drawer) return null
    const rows = await drawer.all<Row>(TABLE, at)
    const tide = (await drawer.get<number>(TABLE, `tide/${at}`)) ?? 0
    return at === prefix ? { rows: rows.map(([, row]) => row), tide } : null
  }
  return { turnTo, save, saveTide, recall, full, writing: computed(() => queued.value > 0 || full.value) }
}
export type Keeping = ReturnType<typeof createKeeping>
