/** How large: in steps by buttons and keys, freely by fingers. 1 is what fits. */
import { ref } from 'vue'

const STEPS = [0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3, 4]
const LEAST = STEPS[0]!
const MOST = STEPS.at(-1)!

/** The next step up or down from any size; 0 leads back to what fits. */
export function stepFrom(zoom: number, step: -1 | 0 | 1): number {
  if (step === 0) return 1
  const next =
    step > 0 ? STEPS.find((each) => each > zoom + 0.01) : STEPS.filter((each) => each < zoom - 0.01).at(-1)
  return next ?? zoom
}

export function useZoom() {
  const zoom = ref(1)
  const zoomBy = (step: -1 | 0 | 1) => (zoom.value = stepFrom(zoom.value, step))
  const pinched = (by: number) => (zoom.value = Math.min(MOST, Math.max(LEAST, zoom.value * by)))
  return { zoom, zoomBy, pinched, least: LEAST, most: MOST }
}
