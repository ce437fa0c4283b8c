/** Where each page lies in the long sheet of a paper, in pixels; pages are counted from 1. Pure. */
export interface Layout {
  tops: number[]
  heights: number[]
  height: number
}
export interface View {
  width: number
  height: number
}
/** `width`: as wide as the view; `page`: the whole page in sight. */
export type Fit = 'width' | 'page'

/** A4, until the file says otherwise: nothing jumps when most papers turn out as expected. */
export const A4 = 297 / 210
export const GAP = 16
/** Lines of a page that is wider are too long to be read. */
const WIDEST = 1100
const LEAST = 200

/** How wide a page is at 100 %; `ratio` is its height for one of width. */
export function widthFor(fit: Fit, view: View, ratio: number): number {
  const margin = view.width < 720 ? 16 : 48
  const wide = Math.min(WIDEST, view.width - margin)
  const whole = (view.height - 2 * GAP) / ratio
  return Math.max(LEAST, fit === 'page' ? Math.min(wide, whole) : wide)
}

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

/** One page at a time: all lie in the same place, and the sheet is as long as that one. */
export function stacked(whole: Layout, page: number): Layout {
  return {
    tops: whole.tops.map(() => GAP),
    heights: whole.heights,
    height: (whole.heights[page - 1] ?? 0) + 2 * GAP,
  }
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

/** First and last page of those in view, and in `ahead` views before and behind. */
export function around(layout: Layout, top: number, view: number, ahead: number): [number, number] {
  return [pageAt(layout, top - view * ahead), pageAt(layout, top + view * (1 + ahead))]
}

/** How many pages are drawn before they are reached, in the direction of travel. */
const NEXT = 2

/**
 * First and last page to keep drawn: a view before and behind and, for pages may be longer than a view, in any case
 * the next one, and as there is `room` for so many pages the one before and one more ahead. `way` is where one goes.
 */
export function readied(
  count: number,
  [first, last]: readonly [number, number],
  near: readonly [number, number],
  way: 1 | -1,
  room: number,
): [number, number] {
  const spare = Math.max(1, room - (last - first + 1))
  const ahead = Math.max(1, Math.min(NEXT, spare - 1))
  const behind = Math.min(1, spare - ahead)
  const [before, after] = way > 0 ? [behind, ahead] : [ahead, behind]
  return [Math.max(1, Math.min(near[0], first - before)), Math.min(count, Math.max(near[1], last + after))]
}

/** The pages one can be said to look at: a third of the page is in view, or it fills a third of the view. */
export function inView(layout: Layout, top: number, view: number): number[] {
  const [first, last] = around(layout, top, view, 0)
  return Array.from({ length: last - first + 1 }, (_, at) => first + at).filter((page) => {
    const from = layout.tops[page - 1] ?? 0
    const own = layout.heights[page - 1] ?? 0
    const seen = Math.min(from + own, top + view) - Math.max(from, top)
    return seen >= Math.min(own, view) / 3
  })
}

/** The same point of the same page in another layout: what one reads stays where it is. */
export function carried(before: Layout, after: Layout, top: number): number {
  const at = pageAt(before, top) - 1
  const share = (top - (before.tops[at] ?? 0)) / Math.max(1, before.heights[at] ?? 1)
  return Math.round((after.tops[at] ?? 0) + share * (after.heights[at] ?? 0))
}
