/** Files that are dragged over the desk: seen while they are over it, taken when they are let go. */
import { ref } from 'vue'
import { dropped, type Incoming } from './dropped'

export function useDropping(allowed: () => boolean, take: (files: Incoming[]) => unknown) {
  const over = ref(false)
  let depth = 0 // dragenter and dragleave come for every element on the way

  const holdsFiles = (event: DragEvent) => allowed() && event.dataTransfer?.types.includes('Files')
  const on = {
    dragenter(event: DragEvent) {
      if (!holdsFiles(event)) return
      event.preventDefault()
      depth++
      over.value = true
    },
    dragleave() {
      depth = Math.max(0, depth - 1)
      if (!depth) over.value = false
    },
    dragover(event: DragEvent) {
      if (holdsFiles(event)) event.preventDefault()
    },
    async drop(event: DragEvent) {
      depth = 0
      over.value = false
      if (!holdsFiles(event) || !event.dataTransfer) return
      event.preventDefault()
      const files = await dropped(event.dataTransfer)
      if (files.length) take(files)
    },
  }
  return { over, on }
}
