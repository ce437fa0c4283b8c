/** How much waits to be sent, over all that people write without a network: each kind counts its own. */
import { computed, shallowReactive, type ComputedRef, type Ref } from 'vue'

const waiting = shallowReactive(new Map<string, Ref<number>>())

/** Count `count` under `name`; what was counted under that name before is counted no more. */
export function contribute(name: string, count: Ref<number>): void {
  waiting.set(name, count)
}

const kinds = computed(() => [...waiting].map(([name, count]) => ({ name, count: count.value })))
const sum = computed(() => kinds.value.reduce((total, { count }) => total + count, 0))

export const useWaiting = (): ComputedRef<number> => sum
/** The same, kind by kind. */
export const useWaitingKinds = (): ComputedRef<{ name: string; count: number }[]> => kinds
