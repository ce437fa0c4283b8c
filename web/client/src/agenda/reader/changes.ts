/** Which pages of a version differ from an earlier one, as the server compared them. */
import { request } from '@/stream/http'
import type { Box } from './letters'

export type Change = 'EDITED' | 'MOVED' | 'ADDED'
export interface Compared {
  from: number
  to: number
  pages: { no: number; from: number | null; change: Change | 'SAME'; where: Box[]; was?: Box[] }[]
  /** Pages of the earlier version that are no more. */
  gone: number[]
}

export interface Differences {
  changed: ReadonlyMap<number, Change>
  where: ReadonlyMap<number, readonly Box[]>
  /** The same by the pages of the earlier version: where it is other there, and pages that are no more. */
  was: ReadonlyMap<number, readonly Box[]>
  /** The page of the earlier version for each page of this one. */
  before: ReadonlyMap<number, number>
  gone: readonly number[]
}

const WHOLE: readonly Box[] = [[0, 0, 1, 1]]

export function differences({ pages, gone }: Compared): Differences {
  const changed = new Map<number, Change>()
  const where = new Map<number, readonly Box[]>()
  const was = new Map<number, readonly Box[]>(gone.map((page) => [page, WHOLE]))
  const before = new Map<number, number>()
  for (const page of pages) {
    if (page.from !== null) before.set(page.no, page.from)
    // A page that only stands elsewhere reads the same.
    if (page.change === 'SAME' || page.change === 'MOVED') continue
    changed.set(page.no, page.change)
    // A new page is new as a whole.
    where.set(page.no, page.change === 'ADDED' ? WHOLE : page.where)
    // What was compared by an earlier release knows the places of the new page alone.
    if (page.from !== null) was.set(page.from, page.was ?? page.where)
  }
  return { changed, where, was, before, gone }
}

/** A place one is brought to: the page of the newer version, and how far down it, as a share. */
export interface Stop {
  page: number
  down: number
}
/** What lies closer together than this share of a page is seen at one glance. */
const GLANCE = 0.2

/** The changes in the order of reading. */
export function stopsOf({ changed, where }: Pick<Differences, 'changed' | 'where'>): Stop[] {
  return [...changed.keys()]
    .sort((a, b) => a - b)
    .flatMap((page) => {
      const downs: number[] = []
      for (const down of (where.get(page) ?? []).map(([, y]) => y).sort((a, b) => a - b))
        if (!downs.length || down - downs.at(-1)! > GLANCE) downs.push(down)
      return (downs.length ? downs : [0]).map((down) => ({ page, down }))
    })
}
const before = (a: Stop, b: Stop) => a.page < b.page || (a.page === b.page && a.down < b.down)
export const stopBefore = (stops: readonly Stop[], at: Stop) =>
  stops.filter((stop) => before(stop, at)).at(-1)
export const stopAfter = (stops: readonly Stop[], at: Stop) => stops.find((stop) => before(at, stop))

/**
 * Where the earlier version has that change; null on a new page. The server marks each side by itself: where both
 * have as many places they are the same ones in the same order, else the nearest is taken.
 */
export function earlierOf(found: Differences, { page, down }: Stop): Stop | null {
  const old = found.before.get(page)
  if (!old) return null
  const here = (found.where.get(page) ?? []).map(([, y]) => y)
  const there = (found.was.get(old) ?? []).map(([, y]) => y)
  const same = there.length === here.length ? there[here.indexOf(down)] : undefined
  const [nearest] = [...there].sort((a, b) => Math.abs(a - down) - Math.abs(b - down))
  return { page: old, down: same ?? nearest ?? down }
}

/** Pages as people write them: 2, 5–7, 12. */
export function ranges(pages: readonly number[]): string {
  const parts: string[] = []
  for (let at = 0; at < pages.length; at++) {
    const from = pages[at]!
    while (pages[at + 1] === pages[at]! + 1) at++
    const to = pages[at]!
    parts.push(from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from}–${to}`)
  }
  return parts.join(', ')
}

const known = new Map<string, Promise<Differences | null>>()

/** Null where they cannot be compared, or the server is not reached; then nothing is marked. */
export function changesOf(document: string, from: number, to: number): Promise<Differences | null> {
  const name = `${document}/${from}/${to}`
  const asked =
    known.get(name) ??
    request<Compared>(`/api/documents/${document}/changes?from=${from}&to=${to}`).then(differences, () => {
      known.delete(name)
      return null
    })
  known.set(name, asked)
  return asked
}
