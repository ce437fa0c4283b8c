/** The file's own table of contents, flat with depths; where an entry leads is asked when it is pressed. */
import type { Pdf } from './pdf'

export interface Entry {
  title: string
  depth: number
  dest: string | unknown[] | null
}
interface Node {
  title: string
  dest: string | unknown[] | null
  items?: Node[]
}

/** A file may hold any number of entries, and entries in entries without end. */
const MOST = 2_000
const DEEPEST = 8

export function flat(nodes: readonly Node[], depth = 0, into: Entry[] = []): Entry[] {
  for (const { title, dest, items } of nodes) {
    if (into.length >= MOST) break
    const words = title.replace(/\s+/g, ' ').trim()
    if (words) into.push({ title: words, depth, dest })
    if (items?.length && depth < DEEPEST) flat(items, depth + 1, into)
  }
  return into
}

export async function outlineOf(pdf: Pdf): Promise<Entry[]> {
  const nodes = (await pdf.getOutline().catch(() => null)) as Node[] | null
  return flat(nodes ?? [])
}

/** The page an entry leads to; null where it leads nowhere in this file. */
export async function pageOf(pdf: Pdf, { dest }: Entry): Promise<number | null> {
  try {
    const place = typeof dest === 'string' ? await pdf.getDestination(dest) : dest
    const target: unknown = place?.[0]
    if (typeof target === 'number') return target + 1
    if (typeof target !== 'object' || target === null) return null
    return (await pdf.getPageIndex(target as Parameters<Pdf['getPageIndex']>[0])) + 1
  } catch {
    return null
  }
}
