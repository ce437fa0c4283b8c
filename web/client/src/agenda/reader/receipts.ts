/** What one has read is told to the server in batches: opened, and the pages that stayed a second in view. */
import { request, Refusal } from '@/stream/http'

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
const KEY = 'receipts'

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

/**
 * The receipts of one person in one meeting, kept here until the server has them: what is read without
 * the network is told later.
 */
export function receiptBook(
  person: string,
  meeting: string,
  send: (receipts: Receipt[]) => Promise<unknown> = (receipts) =>
    request(`/api/meetings/${meeting}/receipts`, { method: 'POST', body: { receipts } }),
) {
  const key = `${KEY}/${person}/${meeting}`
  const waiting = new Map<string, Receipt>(kept().map((receipt) => [nameOf(receipt), receipt]))
  let timer = 0
  let sending = false

  function kept(): Receipt[] {
    try {
      const said: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
      return Array.isArray(said) ? (said as Receipt[]) : []
    } catch {
      return []
    }
  }
  function keep(): void {
    try {
      if (waiting.size) localStorage.setItem(key, JSON.stringify([...waiting.values()]))
      else localStorage.removeItem(key)
    } catch {
      // A full storage: it is told as long as the page is open.
    }
  }

  function note(receipt: Receipt): void {
    const before = waiting.get(nameOf(receipt))
    waiting.set(nameOf(receipt), before ? merged(before, receipt) : receipt)
    keep()
    if (!timer) timer = window.setTimeout(() => void flush(), EVERY)
  }

  async function flush(): Promise<void> {
    window.clearTimeout(timer)
    timer = 0
    if (sending || !waiting.size) return
    sending = true
    const batch = [...waiting.values()]
    waiting.clear()
    try {
      await send(batch)
    } catch (problem) {
      // What was refused is refused again; what was not heard is told anew.
      if (!(problem instanceof Refusal) || problem.status >= 500) {
        for (const receipt of batch) {
          const newer = waiting.get(nameOf(receipt))
          waiting.set(nameOf(receipt), newer ? merged(receipt, newer) : receipt)
        }
        timer = window.setTimeout(() => void flush(), 2 * EVERY)
      }
    } finally {
      sending = false
      keep()
    }
  }
  // Left from before: the page was closed, or the network was away.
  if (waiting.size) timer = window.setTimeout(() => void flush(), STAYED)
  return { note, flush }
}
export type ReceiptBook = ReturnType<typeof receiptBook>

const books = new Map<string, ReceiptBook>()
export function bookOf(person: string, meeting: string): ReceiptBook {
  const name = `${person}/${meeting}`
  const book = books.get(name) ?? receiptBook(person, meeting)
  books.set(name, book)
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
