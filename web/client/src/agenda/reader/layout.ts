/** Where each page lies in the long sheet of a paper, in pixels; pages are counted from 1. Pure. */
export interface Layout {
  tops: number[]
  heights: number[]
  height: number
}
/** A4, until the file says otherwise: nothing jumps when most papers turn out as expected. */
export const A4 = 297 / 210
export const GAP = 16

export function layOut(ratios: readonly number[], width: number): Layout {
  const tops: number[] = []
  const heights: number[] = []
  let height = GAP
  for (const ratio of ratios) {
    const own = Math.round(width * ratio)
    tops.push(height)
    heights.push(own)
    height += own + GAP
  }
  return { tops, heights, height }
}

/** The page that the line `y` runs through; in a gap, the page above it. */
export function pageAt({ tops }: Layout, y: number): number {
  let low = 0
  let high = tops.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((tops[middle] ?? 0) <= y) low = middle
    else high = middle - 1
  }
  return low + 1
}

/** The page one reads, seen from the top of the view: the one that fills its upper part. */
export function pageRead(layout: Layout, top: number, view: number): number {
  const first = layout.heights[pageAt(layout, top) - 1] ?? view
  return pageAt(layout, top + Math.min(view * 0.4, first * 0.5))
}

/** First and last page to keep drawn: those in view, and `ahead` views before and behind. */
export function around(layout: Layout, top: number, view: number, ahead: number): [number, number] {
  return [pageAt(layout, top - view * ahead), pageAt(layout, top + view * (1 + ahead))]
}

/** The same point of the same page in another layout: what one reads stays where it is. */
export function carried(before: Layout, after: Layout, top: number): number {
  const at = pageAt(before, top) - 1
  const share = (top - (before.tops[at] ?? 0)) / Math.max(1, before.heights[at] ?? 1)
  return Math.round((after.tops[at] ?? 0) + share * (after.heights[at] ?? 0))
}
