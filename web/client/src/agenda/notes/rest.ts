/**
 * Strokes become notes when the hand rests: computing outlines, drawing the page anew and encrypting what is
 * kept would hold up the ink of the next stroke. What waits is never lost, and does not wait for ever.
 */
import { ref } from 'vue'

/** Between two strokes of a word the pen is up for less. */
const PAUSE = 250
const LONGEST = 3_000

export function createRest({ pause = PAUSE, longest = LONGEST } = {}) {
  let jobs: (() => void)[] = []
  let drawing = false
  let since = 0
  let timer = 0
  /** Something waits: it is on the screen, and nowhere else yet. */
  const waiting = ref(false)

  function now(): void {
    window.clearTimeout(timer)
    const due = jobs
    jobs = []
    waiting.value = false
    for (const job of due) job()
  }
  function wait(): void {
    window.clearTimeout(timer)
    if (drawing || !jobs.length) return
    timer = window.setTimeout(now, Math.min(pause, Math.max(0, since + longest - Date.now())))
  }

  return {
    waiting,
    now,
    later(job: () => void): void {
      if (!jobs.length) since = Date.now()
      jobs.push(job)
      waiting.value = true
      wait()
    },
    down(): void {
      drawing = true
      window.clearTimeout(timer)
    },
    up(): void {
      drawing = false
      wait()
    },
    isDrawing: (): boolean => drawing,
  }
}
export type Rest = ReturnType<typeof createRest>
