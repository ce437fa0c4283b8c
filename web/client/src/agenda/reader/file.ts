/** The file of a paper, opened and opened again: what is drawn stays on screen while the network is away. */
import { onBeforeUnmount, ref, shallowRef } from 'vue'
import { useMeeting } from '@/stream/meeting'
import { openPdf, troubleOf, type Pdf, type Trouble } from './pdf'

const PATIENCE = 20_000

export function useFile(url: () => string) {
  const store = useMeeting()
  const pdf = shallowRef<Pdf | null>(null)
  const trouble = ref<Trouble | null>(null)
  const opening = ref(false)
  /** Some page could not be fetched; pdf.js never asks for it again, so the file is opened anew. */
  const stalled = ref(false)
  let turn = 0

  async function open(): Promise<void> {
    const mine = ++turn
    opening.value = true
    trouble.value = null
    const task = openPdf(url())
    let timer = 0
    const silence = new Promise<never>((_, reject) => {
      timer = window.setTimeout(() => reject(new DOMException('silence', 'TimeoutError')), PATIENCE)
    })
    try {
      const opened = await Promise.race([task.promise, silence])
      if (mine !== turn) return void task.destroy()
      const before = pdf.value
      pdf.value = opened
      stalled.value = false
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
    if (trouble.value === 'recalled') {
      void pdf.value?.loadingTask.destroy()
      pdf.value = null
    }
  }

  /** A page did not come: away from the network it is waited for, otherwise the file is opened again. */
  function stall(problem: unknown): void {
    if (troubleOf(problem) !== 'unreachable') return fail(problem)
    if (stalled.value) return
    stalled.value = true
    if (store.line === 'live') window.setTimeout(() => stalled.value && void open(), 3_000)
  }

  onBeforeUnmount(() => {
    turn++
    void pdf.value?.loadingTask.destroy()
    pdf.value = null
  })
  return { pdf, trouble, opening, stalled, open, stall }
}
