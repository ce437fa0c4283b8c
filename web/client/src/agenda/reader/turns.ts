/**
 * One page is drawn at a time: the one that is read at once, then those that come next in the direction of travel.
 * What is drawn ahead waits for the turn itself to be seen; letters and small pictures come after all pages.
 */
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
export const seen = () =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, 100)
    requestAnimationFrame(() => {
      clearTimeout(timer)
      setTimeout(resolve)
    })
  })

/** Who turns page after page is not held up by letters that nobody will select. */
const STILL = 150
const idle = () =>
  new Promise<void>((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: 500 })
    else setTimeout(resolve, 30)
  })

/** `patience`: a page that waits for the network does not hold up the others for longer. */
export function turns(patience = 4_000, rest: () => Promise<void> = seen): Turns {
  const waiting = new Set<Waiting>()
  let reading = 1
  let way = 1
  let turned = -STILL
  let busy = false
  let wake = () => {}

  function far({ page, late }: Waiting): number {
    const on = (page - reading) * way
    return (on < 0 ? 0.5 - on : on) + (late ? 1e6 : 0)
  }
  function nearest(): Waiting | undefined {
    let best: Waiting | undefined
    for (const each of waiting) if (!best || far(each) < far(best)) best = each
    return best
  }

  async function pause({ late }: Waiting): Promise<void> {
    await rest()
    if (!late) return
    const left = turned + STILL - performance.now()
    if (left > 0) await new Promise((resolve) => setTimeout(resolve, left))
    await idle()
  }

  async function work(): Promise<void> {
    if (busy) return
    busy = true
    for (let next = nearest(); next; next = nearest()) {
      if (next.page !== reading || next.late) {
        const woken = new Promise<boolean>((resolve) => (wake = () => resolve(false)))
        const rested = await Promise.race([pause(next).then(() => true), woken])
        // Another turn was made meanwhile, or something nearer came.
        if (!rested || nearest() !== next) continue
      }
      waiting.delete(next)
      await Promise.race([next.job(), new Promise((resolve) => setTimeout(resolve, patience))])
    }
    busy = false
  }

  return {
    ask(page, job, late = false) {
      const mine = { page, job, late }
      waiting.add(mine)
      // In the next moment: pages that come into view together are drawn nearest first.
      queueMicrotask(() => {
        if (nearest() === mine) wake()
        void work()
      })
      return () => waiting.delete(mine)
    },
    near(page) {
      if (page === reading) return
      way = page < reading ? -1 : 1
      reading = page
      turned = performance.now()
      wake()
    },
  }
}
