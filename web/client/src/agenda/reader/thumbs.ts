/** Small pictures of pages, kept while there is room; the ones not seen for longest go first. */
export interface Shelf {
  get: (page: number) => HTMLCanvasElement | undefined
  put: (page: number, picture: HTMLCanvasElement) => void
  clear: () => void
}

export function shelf(most: number): Shelf {
  const kept = new Map<number, HTMLCanvasElement>()
  const drop = (page: number) => {
    const picture = kept.get(page)
    if (picture) picture.width = picture.height = 0
    kept.delete(page)
  }
  return {
    get(page) {
      const picture = kept.get(page)
      if (!picture) return undefined
      kept.delete(page)
      kept.set(page, picture)
      return picture
    },
    put(page, picture) {
      drop(page)
      kept.set(page, picture)
      for (const oldest of kept.keys()) {
        if (kept.size <= most) break
        drop(oldest)
      }
    },
    clear() {
      for (const page of [...kept.keys()]) drop(page)
    },
  }
}

/** The rows to have ready, as [first, last[, of `count` rows that are `row` high. */
export function rowsIn(top: number, view: number, row: number, count: number): [number, number] {
  const first = Math.max(0, Math.floor(top / row) - 2)
  return [Math.min(first, count), Math.min(count, Math.ceil((top + view) / row) + 2)]
}
