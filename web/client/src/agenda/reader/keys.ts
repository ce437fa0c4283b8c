/** What the keyboard does in a paper. Where one types, it types. */
import { onBeforeUnmount, onMounted } from 'vue'

export interface Acts {
  page: (way: 1 | -1) => void
  screenful: (way: 1 | -1) => void
  line: (way: 1 | -1) => void
  first: () => void
  last: () => void
  zoom: (step: -1 | 0 | 1) => void
  find: () => void
  step: (way: 1 | -1) => void
  leave: () => void
}

const TYPED = 'input, textarea, select, [contenteditable="true"]'

/** True when the key was the reader's, and nobody else's. */
export function pressed(event: KeyboardEvent, act: Acts): boolean {
  const typing = event.target instanceof Element && event.target.closest(TYPED) !== null
  if ((event.ctrlKey || event.metaKey) && !event.altKey) {
    if (event.key.toLowerCase() !== 'f' || event.shiftKey) return false
    act.find()
    return true
  }
  if (event.altKey || event.metaKey || typing) return false
  const keys: Record<string, () => void> = {
    PageDown: () => act.screenful(1),
    PageUp: () => act.screenful(-1),
    ArrowDown: () => act.line(1),
    ArrowUp: () => act.line(-1),
    ArrowRight: () => act.page(1),
    ArrowLeft: () => act.page(-1),
    Home: act.first,
    End: act.last,
    '+': () => act.zoom(1),
    '=': () => act.zoom(1),
    '-': () => act.zoom(-1),
    '0': () => act.zoom(0),
    '/': act.find,
    F3: () => act.step(event.shiftKey ? -1 : 1),
    Escape: act.leave,
  }
  const found = keys[event.key]
  found?.()
  return found !== undefined
}

/** Ctrl+F is for the paper wherever one stands; of two papers, for the one that one stands in, or the first. */
export function useFindKey(press: (event: KeyboardEvent) => void): void {
  function hear(event: KeyboardEvent): void {
    const inside = event.target instanceof Element && event.target.closest('[data-reader], [role="dialog"]')
    if (!inside && event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey)) press(event)
  }
  onMounted(() => window.addEventListener('keydown', hear))
  onBeforeUnmount(() => window.removeEventListener('keydown', hear))
}
