/** One page is drawn at a time, the nearest to where one reads first; what can wait comes after all pages. */
export interface Turns {
  /** Wait for a turn; the answer takes the job out of the line again. `late`: letters and small pictures. */
  ask: (page: number, job: () => Promise<void>, late?: boolean) => () => void
  /** Where one reads now. */
  near: (page: number) => void
}
interface Waiting {
  page: number
  job: () => Promise<void>
  late: boolean
}

/** `patience`: a page that waits for the network does not hold up the others for longer. */
export function turns(patience = 4_000): Turns {
  const waiting = new Set<Waiting>()
  let reading = 1
  let busy = false

  const far = ({ page, late }: Waiting) => Math.abs(page - reading) + (late ? 1e6 : 0)

  async function next(): Promise<void> {
    if (busy) return
    const [first] = [...waiting].sort((a, b) => far(a) - far(b))
    if (!first) return
    waiting.delete(first)
    busy = true
    await Promise.race([first.job(), new Promise((resolve) => setTimeout(resolve, patience))])
    busy = false
    void next()
  }

  return {
    ask(page, job, late = false) {
      const mine = { page, job, late }
      waiting.add(mine)
      // In the next moment: pages that come into view together are drawn nearest first.
      queueMicrotask(() => void next())
      return () => waiting.delete(mine)
    },
    near(page) {
      reading = page
    },
  }
}
