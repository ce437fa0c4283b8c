/** Whom the papers have reached, as the desk asks for it: receipts are no record, so they are asked for again. */
import { onBeforeUnmount, onMounted, ref, shallowRef, watch, type Ref } from 'vue'
import { Refusal, request, Unreachable } from '@/stream/http'
import { useMeeting } from '@/stream/meeting'
import type { components } from '@/stream/schema'

type Schemas = components['schemas']
/** How many people, and how many copies on devices. */
export type Reached = Schemas['Figures']
export type KeptCopy = Schemas['KeptCopy']
export type Reader = Schemas['ReaderShown']

/** Reads a path now, whenever the record tells of a document, and every `every` milliseconds while in sight. */
export function useLive<T>(
  path: () => string,
  every: number,
): { now: Ref<T | null>; trouble: Ref<boolean>; again: () => Promise<void> } {
  const store = useMeeting()
  const now = shallowRef<T | null>(null)
  const trouble = ref(false)
  let timer = 0
  let turn = 0

  async function again(): Promise<void> {
    window.clearTimeout(timer)
    const mine = ++turn
    if (document.visibilityState === 'visible')
      try {
        const said = await request<T>(path())
        if (mine !== turn) return
        now.value = said
        trouble.value = false
      } catch (problem) {
        if (!(problem instanceof Refusal || problem instanceof Unreachable)) throw problem
        if (mine !== turn) return
        trouble.value = true
      }
    if (mine === turn) timer = window.setTimeout(() => void again(), every)
  }
  onMounted(() => void again())
  watch(path, () => {
    now.value = null
    void again()
  })
  // What was issued, replaced or recalled has other readers: at once, not at the next turn.
  watch(
    () => store.heard,
    (frame) => {
      if (frame?.kinds.some((kind) => kind.startsWith('agenda.document'))) void again()
    },
  )
  onBeforeUnmount(() => {
    turn++
    window.clearTimeout(timer)
  })
  return { now, trouble, again }
}
