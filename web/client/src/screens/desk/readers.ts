/** Person by person: who has what of a paper, and what became of the copies of one that was recalled. Pure. */
import type { Reader } from '@/agenda/reach'
import { matches } from './papers'

export const READER_FILTERS = ['all', 'unopened', 'unfinished', 'through'] as const
export const PROOF_FILTERS = ['all', 'outstanding', 'purged', 'never'] as const
export type ReaderFilter = (typeof READER_FILTERS)[number] | (typeof PROOF_FILTERS)[number]

/** Never on a device; destroyed on all of them; or still on one of them. */
export type Proof = 'never' | 'purged' | 'outstanding'
export function proofOf({ copies }: Pick<Reader, 'copies'>): Proof {
  if (!copies.length) return 'never'
  return copies.every((copy) => copy.purged_at) ? 'purged' : 'outstanding'
}
/** Until when what is still out there can be read: the longest lease of the copies not destroyed. */
export function readableUntil({ copies }: Pick<Reader, 'copies'>): string | null {
  const leases = copies
    .filter((copy) => !copy.purged_at && copy.readable_until)
    .map((copy) => copy.readable_until!)
  return leases.sort().at(-1) ?? null
}
export function purgedAt({ copies }: Pick<Reader, 'copies'>): string | null {
  return (
    copies
      .map((copy) => copy.purged_at ?? '')
      .sort()
      .at(-1) || null
  )
}

export const isThrough = (reader: Pick<Reader, 'pages' | 'of'>) => reader.of > 0 && reader.pages >= reader.of

export function isShown(reader: Reader, filter: ReaderFilter): boolean {
  if (filter === 'unopened') return !reader.opened_at
  if (filter === 'unfinished') return Boolean(reader.opened_at) && !isThrough(reader)
  if (filter === 'through') return isThrough(reader)
  return filter === 'all' || proofOf(reader) === filter
}
export function shownReaders(readers: readonly Reader[], filter: ReaderFilter, query: string): Reader[] {
  return readers.filter((reader) => isShown(reader, filter) && matches(query, reader.name))
}
export function readerCounts(
  readers: readonly Reader[],
  filters: readonly ReaderFilter[],
): Record<string, number> {
  return Object.fromEntries(
    filters.map((filter) => [filter, readers.filter((reader) => isShown(reader, filter)).length]),
  )
}
