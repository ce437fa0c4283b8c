/** Saving a form: one act for one text, however often the line fails; a refusal stays beside the form. */
import { ref, shallowRef } from 'vue'
import type { Answer } from '@/stream/commands'
import { newKey, Refusal, Unreachable } from '@/stream/http'

export function useSaving() {
  const running = ref(false)
  const refusal = shallowRef<Refusal | Unreachable | null>(null)
  let sent = ''
  let key = ''

  /** Null when it was refused or not answered. The same text after a silence goes with the same key. */
  async function save(text: unknown, send: (key: string) => Promise<Answer>): Promise<Answer | null> {
    if (running.value) return null
    const now = JSON.stringify(text)
    if (now !== sent) key = newKey()
    sent = now
    running.value = true
    refusal.value = null
    try {
      const answer = await send(key)
      sent = ''
      return answer
    } catch (problem) {
      if (problem instanceof Refusal) sent = ''
      if (!(problem instanceof Refusal || problem instanceof Unreachable)) throw problem
      refusal.value = problem
      return null
    } finally {
      running.value = false
    }
  }
  return { running, refusal, save }
}
