/** How much waits to be sent, over all that people write without a network: each kind counts its own. */
import { computed, shallowReactive, type ComputedRef, type Ref } from 'vue'

interface Kind {
  count: Ref<number>
  /** Something of it is not yet on this device's disk: whoever switches off now may lose it. */
  writing: Ref<boolean>
}
const waiting = shallowReactive(new Map<string, Kind>())

/** Count `count` under `name`; what was counted under that name before is counted no more. */
export function contribute(name: string, count: Ref<number>, writing: Ref<boolean>): void {
  waiting.set(name, { count, writing })
}

const kinds = computed(() => [...waiting].map(([name, { count }]) => ({ name, count: count.value })))
const sum = computed(() => kinds.value.reduce((total, { count }) => total + count, 0))
const busy = computed(() => [...waiting.values()].some(({ writing }) => writing.value))

export const useWaiting = (): ComputedRef<number> => sum
/** The same, kind by kind. */
export const useWaitingKinds = (): ComputedRef<{ name: string; count: number }[]> => kinds
/** Whether something that was written is still on its way to the disk. */
export const useWriting = (): ComputedRef<boolean> => busy
