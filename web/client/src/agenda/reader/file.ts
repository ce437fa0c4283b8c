/** The file of a paper, opened and opened again: what is drawn stays on screen while the network is away. */
import { onBeforeUnmount, ref, shallowRef } from 'vue'
import { useMeeting } from '@/stream/meeting'
import { openingOf } from './early'
import { troubleOf, type Pdf, type Trouble } from './pdf'
import type { Source } from './source'

const PATIENCE = 20_000
const FIRST_RETRY = 2_000
const LAST_RETRY = 15_000

export function useFile(source: () => Source) {
  const store = useMeeting()
  const pdf = shallowRef<Pdf | null>(null)
  const trouble = ref<Trouble | null>(null)
  const opening = ref(false)
  /** It lies on this device, whole: no page waits for the network. */
  const local = ref(false)
  /** Some page could not be fetched; pdf.js never asks for it again, so the file is opened anew. */
  const stalled = ref(false)
  let turn = 0
  let retry = 0
  let tries = 0

  async function open(): Promise<void> {
    const mine = ++turn
    window.clearTimeout(retry)
    opening.value = true
    const { task, listen: hear, local: here } = await openingOf(source())
    if (mine !== turn) return void task.destroy()
    local.value = here
    // What was taken away from this device meanwhile is asked of the server.
    hear(() => mine === turn && stall(new Error('network: the kept file is gone')))
    let timer = 0
    const silence = new Promise<never>((_, reject) => {
      const listen = () => {
        window.clearTimeout(timer)
        timer = window.setTimeout(() => reject(new DOMException('silence', 'TimeoutError')), PATIENCE)
      }
      // A slow line is not a dead one: whatever arrives begins the wait anew.
      task.onProgress = listen
      listen()
    })
    try {
      const opened = await Promise.race([task.promise, silence])
      if (mine !== turn) return void task.destroy()
      const before = pdf.value
      pdf.value = opened
      trouble.value = null
      stalled.value = false
      tries = 0
      void before?.loadingTask.destroy()
    } catch (problem) {
      void task.destroy()
      if (mine === turn) fail(problem)
    } finally {
      window.clearTimeout(timer)
      if (mine === turn) opening.value = false
    }
  }

  function fail(problem: unknown): void {
    trouble.value = troubleOf(problem)
    // The shell learns from its own request that the session is over, and leads to the sign-in.
    if (trouble.value === 'signedOut') void store.connect()
    if (trouble.value === 'recalled') shut()
    if (trouble.value === 'unreachable') later()
  }

  function later(): void {
    window.clearTimeout(retry)
    retry = window.setTimeout(() => void open(), Math.min(LAST_RETRY, FIRST_RETRY * 2 ** tries++))
  }

  /** A page did not come: what is drawn stays, and the file is opened again until it works. */
  function stall(problem: unknown): void {
    if (troubleOf(problem) !== 'unreachable') return fail(problem)
    if (stalled.value) return
    stalled.value = true
    later()
  }

  /** Nothing of the file stays on screen. */
  function shut(): void {
    turn++
    window.clearTimeout(retry)
    void pdf.value?.loadingTask.destroy()
    pdf.value = null
  }
  onBeforeUnmount(shut)
  return { pdf, trouble, opening, stalled, local, open, stall, shut }
}
