/** One page is drawn at a time, the nearest to where one reads first. */
export interface Turns {
  /** Wait for a turn; the answer takes the job out of the line again. */
  ask: (page: number, job: () => Promise<void>) => () => void
  /** Where one reads now. */
  near: (page: number) => void
}

/** `patience`: a page that waits for the network does not hold up the others for longer. */
export function turns(patience = 4_000): Turns {
  const waiting = new Map<number, () => Promise<void>>()
  let reading = 1
  let busy = false

  async function next(): Promise<void> {
    if (busy) return
    const page = [...waiting.keys()].sort((a, b) => Math.abs(a - reading) - Math.abs(b - reading))[0]
    if (page === undefined) return
    const job = waiting.get(page)
    waiting.delete(page)
    busy = true
    await Promise.race([job?.(), new Promise((resolve) => setTimeout(resolve, patience))])
    busy = false
    void next()
  }

  return {
    ask(page, job) {
      waiting.set(page, job)
      // In the next moment: pages that come into view together are drawn nearest first.
      queueMicrotask(() => void next())
      return () => {
        if (waiting.get(page) === job) waiting.delete(page)
      }
    },
    near(page) {
      reading = page
    },
  }
}
