/** The book kept in step with the server: what was written goes up, what other devices wrote comes down. */
import { Refusal, Unreachable } from '@/stream/http'
import type { Book, Wire } from './book'
import type { Note } from './types'

export interface Sent {
  id: string
  status: 'kept' | 'conflict' | 'refused'
  code?: string
  detail?: string
  annotation?: Note
}
export interface Line {
  push: (notes: Wire[]) => Promise<{ results: Sent[]; tide: number }>
  /** `more`: there is more after this `tide`. */
  pull: (since: number) => Promise<{ tide: number; more?: boolean; annotations: Note[] }>
}

const BATCH = 50
const BYTES = 400_000
const FIRST_RETRY = 1_000
const LAST_RETRY = 30_000
/** Several strokes of one word go together, and not while the next is drawn. */
const SOON = 1_200

export interface Told {
  /** How far this device has heard. */
  onTide?: (tide: number) => void
  /** What was written here goes on under another id. */
  onRenamed?: (from: string, to: string) => void
  /** Now it would disturb: what need not be at once comes later. */
  isBusy?: () => boolean
}

export function createSync(book: Book, line: Line, { onTide, onRenamed, isBusy }: Told = {}) {
  let tide = 0
  let tries = 0
  let timer = 0
  let running: Promise<void> | null = null
  let again = false
  let ended = false

  /** Whether it is settled now, one way or another. */
  function settle({ id, status, detail = '', annotation }: Sent, edit: number): boolean {
    if (status === 'kept') book.taken(id, edit, annotation)
    else if (status === 'refused') book.turnedAway(id, edit, detail)
    else if (annotation) {
      const renamed = book.collided(id, annotation)
      if (renamed) onRenamed?.(id, renamed)
    } else return false
    return true
  }

  async function push(): Promise<void> {
    let most = BATCH
    for (let batch = book.outgoing(most, BYTES); batch.length && !ended; batch = book.outgoing(most, BYTES)) {
      const edits = new Map(batch.map(({ wire, edit }) => [wire.id, edit]))
      try {
        const { results } = await line.push(batch.map(({ wire }) => wire))
        if (ended) return
        const settled = results.filter((result) => settle(result, edits.get(result.id) ?? -1))
        // A server that answers without settling anything would be asked for ever.
        if (!settled.length) throw new Unreachable()
      } catch (problem) {
        // One row too large for the line must not hold up the others.
        if (!(problem instanceof Refusal) || problem.status !== 413) throw problem
        if (batch.length === 1) book.turnedAway(batch[0]!.wire.id, batch[0]!.edit, problem.detail)
        most = Math.max(1, Math.floor(batch.length / 2))
      }
    }
  }

  async function pull(): Promise<void> {
    for (let more = true; more && !ended;) {
      const said = await line.pull(tide)
      if (ended) return
      book.hear(said.annotations)
      more = said.more === true && said.tide > tide
      tide = said.tide
      onTide?.(tide)
    }
  }

  /** Up, then down. After a silence it is tried again by itself, later and later. */
  async function step(): Promise<void> {
    window.clearTimeout(timer)
    try {
      await push()
      if (!ended) await pull()
      tries = 0
    } catch (problem) {
      const silent = problem instanceof Unreachable || (problem instanceof Refusal && problem.status >= 500)
      if (!silent && !(problem instanceof Refusal)) throw problem
      // A no, such as a session that ended, is not asked again until something else happens.
      if (silent && !ended) {
        const pause = Math.min(LAST_RETRY, FIRST_RETRY * 2 ** tries++) * (0.6 + Math.random() * 0.8)
        timer = window.setTimeout(quietly, pause)
      }
    }
  }

  /** One step at a time; who asks during one gets another after it. */
  async function now(): Promise<void> {
    if (ended) return
    if (running) {
      again = true
      return running
    }
    running = step()
    try {
      await running
    } finally {
      running = null
    }
    if (again) {
      again = false
      await now()
    }
  }

  const quietly = () => (isBusy?.() ? soon() : void now())
  function soon(): void {
    window.clearTimeout(timer)
    timer = window.setTimeout(quietly, tries ? FIRST_RETRY * 2 ** Math.min(5, tries) : SOON)
  }

  function end(): void {
    ended = true
    window.clearTimeout(timer)
  }
  return {
    now,
    soon,
    end,
    from: (known: number) => {
      tide = known
    },
  }
}
