/** What people do: sent with a key, retried with the same key, and answered exactly once. */
import { ref, type Ref } from 'vue'
import { newKey, Refusal, request, Unreachable } from './http'

export interface Answer {
  seq: number
  result: Record<string, unknown>
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Send a command until it is answered: the same key answers with the first result, however often it is sent.
 * `onTry` hears of each further attempt. Raises Refusal; Unreachable after `tries` silences.
 */
export async function command(
  path: string,
  body?: unknown,
  { tries = 6, onTry, key = newKey() }: { tries?: number; onTry?: (n: number) => void; key?: string } = {},
): Promise<Answer> {
  for (let n = 1; ; n++) {
    try {
      return await request<Answer>(path, { method: 'POST', body: body ?? {}, key, patience: 8_000 })
    } catch (problem) {
      const silent = problem instanceof Unreachable || (problem instanceof Refusal && problem.status >= 500)
      if (!silent || n >= tries) throw problem
      onTry?.(n + 1)
      await pause(Math.min(4_000, 300 * 2 ** n) * (0.6 + Math.random() * 0.8))
    }
  }
}

export interface Act<A extends unknown[]> {
  /** While it runs the button is disabled: a second tap is not a second act. */
  running: Ref<boolean>
  run: (...given: A) => Promise<Answer | null>
}

let report: (problem: Refusal | Unreachable) => void = () => undefined
/** Where refusals of acts are told to the person; set once by the shell. */
export function onRefusal(tell: typeof report): void {
  report = tell
}

/** An act of a screen: its refusal is told to the person, and null comes back. */
export function useAct<A extends unknown[]>(act: (...given: A) => Promise<Answer>): Act<A> {
  const running = ref(false)
  async function run(...given: A): Promise<Answer | null> {
    if (running.value) return null
    running.value = true
    try {
      return await act(...given)
    } catch (problem) {
      if (!(problem instanceof Refusal || problem instanceof Unreachable)) throw problem
      report(problem)
      return null
    } finally {
      running.value = false
    }
  }
  return { running, run }
}
