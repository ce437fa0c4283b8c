/** Dragging a row by its handle, with a finger, a pen or the mouse; Escape lets go without moving. */
import { onBeforeUnmount, reactive, type Ref } from 'vue'
import type { Zone } from './tree'

interface Dragging {
  id: string
  x: number
  y: number
  over: string
  zone: Zone
  /** Letting go here moves the row. */
  allowed: boolean
}

const EDGE = 64 // pixels from the edge of the list where it begins to scroll
const SLACK = 6 // a hand that trembles is not a drag

/** Rows are the elements with `data-row` inside `list`. In a `flat` list nothing is put inside a row. */
export function useDrag(
  list: Ref<HTMLElement | null>,
  allowed: (id: string, over: string, zone: Zone) => boolean,
  drop: (id: string, over: string, zone: Zone) => void,
  flat = false,
) {
  const edge = flat ? 0.5 : 0.3
  const state = reactive<{ now: Dragging | null }>({ now: null })
  let start: { id: string; x: number; y: number; grip: HTMLElement; pointer: number } | null = null
  let frame = 0

  function begin(event: PointerEvent, id: string): void {
    if (event.button !== 0) return
    const grip = event.currentTarget as HTMLElement
    start = { id, x: event.clientX, y: event.clientY, grip, pointer: event.pointerId }
    grip.setPointerCapture(event.pointerId)
    grip.addEventListener('pointermove', move)
    grip.addEventListener('pointerup', finish)
    grip.addEventListener('pointercancel', end)
    window.addEventListener('keydown', escape, true)
  }
  function move(event: PointerEvent): void {
    if (!start) return
    const far = Math.hypot(event.clientX - start.x, event.clientY - start.y)
    if (!state.now && far < SLACK) return
    aim(start.id, event.clientX, event.clientY)
    if (!frame) frame = requestAnimationFrame(scroll)
  }
  function aim(id: string, x: number, y: number): void {
    const found = rowAt(y)
    const { over, zone } = found ?? { over: '', zone: 'after' as Zone }
    state.now = { id, x, y, over, zone, allowed: Boolean(found) && allowed(id, over, zone) }
  }
  function rowAt(y: number): { over: string; zone: Zone } | undefined {
    const rows = [...(list.value?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    for (const row of rows) {
      const box = row.getBoundingClientRect()
      if (y < box.top || y >= box.bottom) continue
      const share = (y - box.top) / box.height
      return {
        over: row.dataset.row!,
        zone: share < edge ? 'before' : share >= 1 - edge ? 'after' : 'inside',
      }
    }
    const last = rows.at(-1)
    return last && y >= last.getBoundingClientRect().bottom
      ? { over: last.dataset.row!, zone: 'after' }
      : undefined
  }
  /** The list goes on by itself while the row is held at its edge. */
  function scroll(): void {
    frame = 0
    const { now } = state
    const box = scrollerOf(list.value)
    if (!now || !box) return
    const edges = box.getBoundingClientRect()
    const step = now.y < edges.top + EDGE ? -12 : now.y > edges.bottom - EDGE ? 12 : 0
    if (step) {
      box.scrollTop += step
      aim(now.id, now.x, now.y)
      frame = requestAnimationFrame(scroll)
    }
  }
  function finish(): void {
    const { now } = state
    end()
    if (now?.allowed) drop(now.id, now.over, now.zone)
  }
  function escape(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    end()
  }
  function end(): void {
    if (frame) cancelAnimationFrame(frame)
    frame = 0
    state.now = null
    window.removeEventListener('keydown', escape, true)
    if (!start) return
    start.grip.removeEventListener('pointermove', move)
    start.grip.removeEventListener('pointerup', finish)
    start.grip.removeEventListener('pointercancel', end)
    if (start.grip.hasPointerCapture(start.pointer)) start.grip.releasePointerCapture(start.pointer)
    start = null
  }
  onBeforeUnmount(end)
  return { state, begin }
}

function scrollerOf(from: HTMLElement | null): HTMLElement | null {
  for (let at = from; at; at = at.parentElement) {
    const flow = getComputedStyle(at).overflowY
    if ((flow === 'auto' || flow === 'scroll') && at.scrollHeight > at.clientHeight) return at
  }
  return null
}
