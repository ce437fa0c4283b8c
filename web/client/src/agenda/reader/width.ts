/** How wide an element is on screen, in CSS pixels; 0 before it is shown. */
import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'

export function useWidth(element: Readonly<Ref<HTMLElement | null>>) {
  const width = ref(0)
  let size: ResizeObserver | undefined
  onMounted(() => {
    size = new ResizeObserver(([entry]) => (width.value = entry?.contentRect.width ?? 0))
    if (element.value) size.observe(element.value)
  })
  onBeforeUnmount(() => size?.disconnect())
  return width
}
