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

/** What was drawn is seen before the next job takes the processor; a page in the background has no frames. */
const seen = () =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, 100)
    requestAnimationFrame(() => {
      clearTimeout(timer)
      setTimeout(resolve)
    })
  })

/** `patience`: a page that waits for the network does not hold up the others for longer. */
export function turns(patience = 4_000, rest: () => Promise<void> = seen): Turns {
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
    await rest()
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
