/** Which papers to take to this device, in which order, and which copies to destroy. Pure. */
import type { Version } from '@/stream/device'
import type { Kept } from './papers'

export interface Wanted {
  id: string
  version: number
  size: number
  state: string
}

export interface Plan<P extends Wanted> {
  take: P[]
  destroy: Version[]
}

/**
 * `papers` of a meeting in the order of its programme; `first`, those of the item under way, go before all.
 * Recalled papers and those one may no longer see are destroyed at once, an old version when the new one is whole.
 * What the person dropped is not taken again until there is a new version.
 */
export function plan<P extends Wanted>(
  papers: P[],
  kept: Kept[],
  { first = new Set<string>(), dropped = new Set<string>() } = {},
): Plan<P> {
  const whole = new Set(kept.filter((row) => row.whole).map((row) => `${row.document}/${row.version}`))
  const issued = new Map(
    papers.filter((paper) => paper.state === 'PUBLISHED').map((paper) => [paper.id, paper]),
  )
  const name = (paper: P) => `${paper.id}/${paper.version}`
  const missing = [...issued.values()].filter((paper) => !whole.has(name(paper)) && !dropped.has(name(paper)))
  const destroy = kept.filter((row) => {
    const paper = issued.get(row.document)
    return !paper || (row.version < paper.version && whole.has(name(paper)))
  })
  return {
    take: [
      ...missing.filter((paper) => first.has(paper.id)),
      ...missing.filter((paper) => !first.has(paper.id)),
    ],
    destroy: destroy.map(({ document, version }) => ({ document, version })),
  }
}
