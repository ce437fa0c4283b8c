/** What one has read is told to the server in batches: opened, and the pages that stayed a second in view. */
import { computed, effectScope, ref, shallowReactive, watch } from 'vue'
import { newKey, Refusal, request } from '@/stream/http'
import { contribute } from '@/stream/outbox'
import { holding, isAdmitted, openVault, type Vault } from '@/stream/vault'

export interface Receipt {
  document: string
  version: number
  opened?: string
  pages: number[]
  /** Where one is; 0 in a receipt that only tells of the opening, and then without `at`. */
  last_page: number
  at?: string
}

/** A page that is only passed over was not read. */
export const STAYED = 1_000
const EVERY = 8_000
const TABLE = 'outbox'

const nameOf = ({ document, version }: { document: string; version: number }) => `${document}/${version}`

/** Two receipts of one version as one: all pages, the first opening, the last place. */
export function merged(before: Receipt, more: Receipt): Receipt {
  return {
    ...more,
    opened: before.opened ?? more.opened,
    pages: [...new Set([...before.pages, ...more.pages])].sort((a, b) => a - b),
    last_page: more.last_page || before.last_page,
    at: more.at ?? before.at,
  }
}

type Drawer = Pick<Vault, 'all' | 'put' | 'remove'>
interface Line {
  send?: (receipts: Receipt[]) => Promise<unknown>
  open?: () => Promise<Drawer | null>
  /** Whether this person is still the one who is signed in: nobody's reading is told under another's name. */
  theirs?: () => boolean
}

/**
 * The receipts of one person in one meeting, kept in the vault until the server has them: what is read without
 * the network is told later. Each page has a row of its own there, so that two tabs do not overwrite one another.
 */
export function receiptBook(
  person: string,
  meeting: string,
  {
    send = (receipts) => request(`/api/meetings/${meeting}/receipts`, { method: 'POST', body: { receipts } }),
    open = openVault,
    theirs = () => isAdmitted(person),
  }: Line = {},
) {
  const prefix = `receipts/${person}/${meeting}/`
  const key = prefix + newKey()
  const waiting = new Map<string, Receipt>()
  /** Rows of pages that were closed: they are in `waiting`, and go when that was told. */
  const adopted = new Set<string>()
  /** Papers whose reading the server could not be told of; what is told in a few seconds is no news. */
  const unheard = ref(0)
  const queued = ref(0)
  let queue: Promise<void> = Promise.resolve()
  let timer = 0
  let sending = false

  function later(act: (drawer: Drawer) => Promise<void>): Promise<void> {
    queued.value++
    queue = queue
      .then(async () => {
        const drawer = await open()
        if (drawer) await act(drawer)
      })
      .catch(() => undefined) // full, or closed meanwhile: it is told as long as the page is open
      .finally(() => void queued.value--)
    return queue
  }
  const keep = () =>
    later((drawer) =>
      waiting.size ? drawer.put(TABLE, key, [...waiting.values()]) : drawer.remove(TABLE, key),
    )

  function add(receipt: Receipt, older = false): void {
    const known = waiting.get(nameOf(receipt))
    const [before, more] = older ? [receipt, known] : [known, receipt]
    waiting.set(nameOf(receipt), before && more ? merged(before, more) : receipt)
    if (unheard.value) unheard.value = waiting.size
  }
  function soon(pause: number): void {
    if (!timer) timer = window.setTimeout(() => void flush(), pause)
  }
  function note(receipt: Receipt): void {
    add(receipt)
    void keep()
    soon(EVERY)
  }

  /** Left from before: the page was closed, or the network was away. */
  function recall(): Promise<void> {
    return later(async (drawer) => {
      for (const [name, receipts] of await drawer.all<Receipt[]>(TABLE, prefix)) {
        if (name === key || adopted.has(name)) continue
        adopted.add(name)
        for (const receipt of receipts) add(receipt, true)
      }
      if (!waiting.size) return
      await drawer.put(TABLE, key, [...waiting.values()])
      soon(STAYED)
    })
  }

  async function flush(): Promise<void> {
    window.clearTimeout(timer)
    timer = 0
    if (sending || !waiting.size) return
    if (!theirs()) return close()
    sending = true
    const batch = [...waiting.values()]
    const rows = [...adopted]
    waiting.clear()
    try {
      await send(batch)
      heard(rows)
    } catch (problem) {
      // What was refused is refused again; what was not heard is told anew.
      if (problem instanceof Refusal && problem.status < 500) heard(rows)
      else {
        for (const receipt of batch) add(receipt, true)
        unheard.value = waiting.size
        soon(2 * EVERY)
      }
    } finally {
      sending = false
      void keep()
    }
  }
  function heard(rows: string[]): void {
    unheard.value = 0
    for (const name of rows) adopted.delete(name)
    void later(async (drawer) => {
      for (const name of rows) await drawer.remove(TABLE, name)
    })
  }
  /** Somebody else is here: what this one read stays in the vault, if that is still theirs. */
  function close(): void {
    window.clearTimeout(timer)
    timer = 0
    waiting.clear()
    unheard.value = 0
  }
  return { note, flush, recall, unheard, writing: computed(() => queued.value > 0), settled: () => queue }
}
export type ReceiptBook = ReturnType<typeof receiptBook>

const books = shallowReactive(new Map<string, ReceiptBook>())
const all = computed(() => [...books.values()])
contribute(
  'receipts',
  computed(() => all.value.reduce((sum, { unheard }) => sum + unheard.value, 0)),
  computed(() => all.value.some(({ unheard, writing }) => unheard.value > 0 && writing.value)),
)
effectScope(true).run(() =>
  watch(holding, (now) => now === 'open' && all.value.forEach((book) => void book.recall())),
)
window.addEventListener('online', () => all.value.forEach((book) => void book.flush()))

export function bookOf(person: string, meeting: string): ReceiptBook {
  const name = `${person}/${meeting}`
  let book = books.get(name)
  if (!book) {
    books.set(name, (book = receiptBook(person, meeting)))
    void book.recall()
  }
  return book
}

/** Which pages stay in view long enough; scrolling on begins the wait anew for those that came. */
export function stays(stayed: (pages: number[]) => void, after = STAYED) {
  const timers = new Map<number, number>()
  const seen = () => document.visibilityState === 'visible'
  function view(pages: readonly number[]): void {
    for (const [page, timer] of timers)
      if (!pages.includes(page)) {
        window.clearTimeout(timer)
        timers.delete(page)
      }
    for (const page of pages)
      if (!timers.has(page))
        timers.set(
          page,
          window.setTimeout(() => seen() && stayed([page]), after),
        )
  }
  return { view, stop: () => view([]) }
}
