/** Two fingers, or the wheel with Ctrl: how much larger, and around which point of the view. */
import { onBeforeUnmount, type Ref } from 'vue'

export interface Pinch {
  /** While the fingers move: a picture that follows them, nothing is drawn anew. */
  follow: (scale: number, x: number, y: number) => void
  end: (scale: number, x: number, y: number) => void
  /** One finger went across, faster than it went down: 1 to the left, the next page. */
  swipe: (way: 1 | -1) => void
}

const far = (touches: TouchList): number => {
  const [a, b] = [touches[0], touches[1]]
  return a && b ? Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) : 0
}

export function usePinch(box: Readonly<Ref<HTMLElement | null>>, on: Pinch) {
  let from = 0
  let scale = 1
  let middle: [number, number] = [0, 0]
  let finger: { x: number; y: number; at: number } | null = null

  function begin(event: TouchEvent): void {
    const [a, b] = [event.touches[0], event.touches[1]]
    finger = a && !b ? { x: a.clientX, y: a.clientY, at: event.timeStamp } : null
    if (!a || !b || !box.value) return
    const { left, top } = box.value.getBoundingClientRect()
    from = far(event.touches)
    scale = 1
    middle = [(a.clientX + b.clientX) / 2 - left, (a.clientY + b.clientY) / 2 - top]
  }
  function move(event: TouchEvent): void {
    if (!from || event.touches.length !== 2) return
    event.preventDefault()
    scale = far(event.touches) / from
    on.follow(scale, ...middle)
  }
  function end(event: TouchEvent): void {
    if (from && event.touches.length < 2) {
      from = 0
      on.end(scale, ...middle)
      return
    }
    const touch = event.changedTouches[0]
    if (!finger || !touch || event.timeStamp - finger.at > 600) return
    const [dx, dy] = [touch.clientX - finger.x, touch.clientY - finger.y]
    finger = null
    if (Math.abs(dx) > 60 && Math.abs(dx) > 2 * Math.abs(dy)) on.swipe(dx < 0 ? 1 : -1)
  }
  function wheel(event: WheelEvent): void {
    if (!event.ctrlKey || !box.value) return
    event.preventDefault()
    const { left, top } = box.value.getBoundingClientRect()
    on.end(Math.exp(-event.deltaY / 300), event.clientX - left, event.clientY - top)
  }

  const kinds = { touchstart: begin, touchmove: move, touchend: end, touchcancel: end, wheel } as const
  let held: HTMLElement | null = null
  function listen(element: HTMLElement): void {
    held = element
    for (const [kind, act] of Object.entries(kinds))
      element.addEventListener(kind, act as EventListener, {
        passive: kind !== 'touchmove' && kind !== 'wheel',
      })
  }
  onBeforeUnmount(() => {
    for (const [kind, act] of Object.entries(kinds)) held?.removeEventListener(kind, act as EventListener)
  })
  return { listen }
}
