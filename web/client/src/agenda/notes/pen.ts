/**
 * The hand on a page: which pointer draws, erases or moves, and which only scrolls.
 *
 * Once a pen was seen it alone draws and the finger scrolls, so that a resting palm writes nothing. Without a pen
 * one finger draws and two scroll. The browser decides by `touch-action`, before the first event, whether a
 * pointer scrolls; as it makes no difference between pen and finger, the pen's own touches are held back here.
 */
import { nextTick, onBeforeUnmount, onMounted, onUnmounted, watch, type Ref } from 'vue'
import { hits, moved, round4, toPage, type Rotation } from './geometry'
import { caretUnder, select, type Caret } from './marked'
import { useNotes } from './notes'
import { MOST_POINTS } from './stroke'
import { useTool } from './tool'
import type { Note, Point } from './types'
import { add, begin, isLost, lay, lift, show, wipe } from './wet'

export interface Sheet {
  document: string
  version: number
  page: number
  rotation: Rotation
  /** Height by width of the page as it is unturned. */
  ratio: number
  /** In pixels of the screen. */
  width: number
}
/** Closer points tell nothing more. */
const NEAR = 0.0005
const REACH = 0.012
/** A tap, not a stroke: in pixels. */
const STILL = 6
const ERASER_BUTTON = 32

type Gesture =
  | { kind: 'draw'; stroke: 'PEN' | 'MARKER'; points: Point[]; color: string; width: number }
  | { kind: 'erase'; done: () => void }
  | { kind: 'mark'; as: 'HIGHLIGHT' | 'UNDERLINE'; from: Caret | null }
  | { kind: 'tap'; x: number; y: number }
  | { kind: 'move'; note: Note; x: number; y: number; far: boolean }

/** A pen was seen on this device. */
let penned = false

export interface Hand {
  /** A place on the page was tapped with the tool for notes. */
  pin: (x: number, y: number) => void
  /** Text was selected with the tool for marking it. */
  mark: (as: 'HIGHLIGHT' | 'UNDERLINE') => void
  /** How far the selected note is dragged, as fractions of the page. */
  drag: Ref<[number, number] | null>
}

export function usePen(catcher: Readonly<Ref<HTMLElement | null>>, sheet: Readonly<Ref<Sheet>>, hand: Hand) {
  const notes = useNotes()
  const { rest } = notes
  const { state, colour, width } = useTool()
  let box = new DOMRect()
  let pointer: number | null = null
  let drying = 0
  let gesture: Gesture | null = null
  const fingers = new Map<number, [number, number]>()

  const place = () => ({
    document: sheet.value.document,
    version: sheet.value.version,
    page: sheet.value.page,
  })
  const spot = ({ clientX, clientY }: { clientX: number; clientY: number }): [number, number] =>
    toPage([(clientX - box.left) / box.width, (clientY - box.top) / box.height], sheet.value.rotation)
  /** A mouse and most fingers know no pressure: a middle one. */
  const pressed = ({ pointerType, pressure }: PointerEvent) =>
    pointerType === 'pen' ? Math.min(1, Math.max(0.05, pressure)) : 0.5
  const mayDraw = (event: PointerEvent) => event.pointerType !== 'touch' || !penned || state.finger
  const reach = () => Math.max(REACH, 8 / Math.max(1, box.width))
  const touched = ([x, y]: [number, number]): Note[] =>
    notes.book.onPage(place()).filter((note) => note.own && hits(note, [x, y], sheet.value.ratio, reach()))

  function down(event: PointerEvent): void {
    if (event.pointerType === 'pen') notice()
    if (event.pointerType === 'touch') fingers.set(event.pointerId, [event.clientX, event.clientY])
    if (fingers.size === 2) give()
    if (pointer !== null || fingers.size > 1 || !mayDraw(event)) return
    if (event.pointerType === 'mouse' && event.button !== 0) return
    const target = catcher.value
    if (!target || !state.tool) return
    box = target.getBoundingClientRect()
    gesture = start(event)
    if (!gesture) return
    pointer = event.pointerId
    // A pointer that ended meanwhile cannot be held; the gesture then ends with its next event.
    if (target.isConnected) target.setPointerCapture(event.pointerId)
    event.preventDefault()
  }

  /** The tools and the pages hear of the first pen when it rests: to draw them anew takes the time of its ink. */
  function notice(): void {
    if (penned) return
    penned = true
    rest.later(() => (state.pen = true))
  }

  function start(event: PointerEvent): Gesture | null {
    const { tool } = state
    const at = spot(event)
    if (tool !== 'PEN' && tool !== 'MARKER') rest.now()
    if (tool === 'ERASER' || event.buttons & ERASER_BUTTON) {
      const begun: Gesture = { kind: 'erase', done: notes.together(sheet.value.document) }
      erase(event)
      return begun
    }
    if (tool === 'PEN' || tool === 'MARKER') {
      const color = colour(tool)
      const thick = width(tool)
      const pressure = round4(pressed(event))
      const wide = sheet.value.rotation % 180 ? box.height : box.width
      spread()
      rest.down()
      begin({ kind: tool, color, width: thick * wide }, box, event.clientX, event.clientY, pressure)
      return { kind: 'draw', stroke: tool, points: [[...at, pressure]], color, width: thick }
    }
    if (tool === 'HIGHLIGHT' || tool === 'UNDERLINE')
      return { kind: 'mark', as: tool, from: caretUnder(catcher.value!, event) }
    if (tool === 'NOTE') return { kind: 'tap', x: event.clientX, y: event.clientY }
    if (tool !== 'SELECT') return null
    const note = touched(at).at(-1)
    state.selected = note?.id ?? ''
    return note ? { kind: 'move', note, x: at[0], y: at[1], far: false } : null
  }

  const isInked = () => state.tool === 'PEN' || state.tool === 'MARKER'
  /** The canvas for the ink lies over these pages, before the pen comes down. */
  function spread(): void {
    const pages = scroller()
    if (pages && isInked()) lay(pages)
  }
  /** Of two papers side by side it lies over the one that the pen is above. */
  function enter(): void {
    if (!rest.isDrawing()) spread()
  }
  /** What lies under the wet ink moves: the notes take its place at once. */
  function settle(): void {
    if (rest.isDrawing() || !rest.waiting.value) return
    rest.now()
    void nextTick(wipe)
  }
  watch([() => state.tool, sheet], settle, { flush: 'sync' })
  watch(isInked, (inked) => (inked ? spread() : lift()), { flush: 'post' })
  // A canvas of another size is shown after a while only: not during a stroke.
  const sizes = new ResizeObserver(enter)
  onMounted(() => {
    const pages = scroller()
    if (!pages) return
    sizes.observe(pages)
    pages.addEventListener('scroll', settle, { passive: true })
  })

  function move(event: PointerEvent): void {
    if (event.pointerType === 'touch' && fingers.has(event.pointerId)) scroll(event)
    if (event.pointerId !== pointer || !gesture) return
    if (gesture.kind === 'draw') {
      const events = event.getCoalescedEvents?.() ?? []
      for (const each of events.length ? events : [event]) follow(gesture, each)
      show(event.timeStamp)
      if (gesture.points.length >= MOST_POINTS) goOn(gesture, event)
    } else if (gesture.kind === 'erase') erase(event)
    else if (gesture.kind === 'move') drag(gesture, spot(event))
    else if (gesture.kind === 'mark') select(gesture.from, caretUnder(catcher.value!, event))
  }

  function follow(stroke: Extract<Gesture, { kind: 'draw' }>, event: PointerEvent): void {
    const [x, y] = spot(event)
    const last = stroke.points.at(-1)
    if (last && Math.abs(last[0] - x) < NEAR && Math.abs(last[1] - y) < NEAR) return
    const pressure = round4(pressed(event))
    stroke.points.push([x, y, pressure])
    add(event.clientX, event.clientY, pressure)
  }

  /** A stroke without end is several: the first is a note by now. */
  function goOn(stroke: Extract<Gesture, { kind: 'draw' }>, event: PointerEvent): void {
    const last = stroke.points.at(-1)
    keep(stroke)
    gesture = { ...stroke, points: last ? [last] : [[...spot(event), 0.5]] }
  }

  function keep({ stroke, points, color, width: thick }: Extract<Gesture, { kind: 'draw' }>): void {
    const at = place()
    rest.later(() => {
      notes.add(at, stroke, { color, width: thick, points })
      dry()
    })
  }
  /** The wet ink goes when the note is seen in its place; if the next stroke has begun, together with that one. */
  function dry(): void {
    cancelAnimationFrame(drying)
    const seen = () => rest.isDrawing() || rest.waiting.value || wipe()
    drying = requestAnimationFrame(() => (drying = requestAnimationFrame(seen)))
  }

  function erase(event: PointerEvent): void {
    for (const note of touched(spot(event))) notes.remove(note.id)
  }

  function drag(held: Extract<Gesture, { kind: 'move' }>, [x, y]: [number, number]): void {
    const [dx, dy] = [x - held.x, y - held.y]
    held.far ||= Math.hypot(dx * box.width, dy * box.height) > STILL
    hand.drag.value = held.far && !held.note.body.rects ? [dx, dy] : null
  }

  function up(event: PointerEvent): void {
    fingers.delete(event.pointerId)
    if (event.pointerId !== pointer || !gesture) return
    const ended = gesture
    gesture = null
    pointer = null
    rest.up()
    if (ended.kind === 'draw') keep(ended)
    else if (ended.kind === 'erase') ended.done()
    else if (ended.kind === 'mark') hand.mark(ended.as)
    else if (ended.kind === 'move') {
      const by = hand.drag.value
      hand.drag.value = null
      if (by) notes.change(ended.note.id, moved(ended.note.body, ...by))
    } else if (Math.hypot(event.clientX - ended.x, event.clientY - ended.y) <= STILL) hand.pin(...spot(event))
  }

  /** What the browser took away, or a second finger: nothing was meant. */
  function give(): void {
    if (gesture?.kind === 'erase') gesture.done()
    gesture = null
    pointer = null
    hand.drag.value = null
    rest.up()
    rest.now()
    wipe()
  }
  function cancel(event: PointerEvent): void {
    fingers.delete(event.pointerId)
    if (event.pointerId === pointer) give()
  }

  /** Where the finger draws the browser does not scroll: two fingers do it here. */
  function scroll(event: PointerEvent): void {
    const from = fingers.get(event.pointerId)!
    fingers.set(event.pointerId, [event.clientX, event.clientY])
    if (fingers.size < 2 || !drawsByFinger()) return
    scroller()?.scrollBy((from[0] - event.clientX) / 2, (from[1] - event.clientY) / 2)
  }
  const drawsByFinger = () => !penned || state.finger
  let found: HTMLElement | null = null
  function scroller(): HTMLElement | null {
    if (found?.isConnected) return found
    found = catcher.value?.parentElement ?? null
    while (found && !/auto|scroll/.test(getComputedStyle(found).overflowY)) found = found.parentElement
    return found
  }

  /** A pen that draws must not scroll as well, nor turn the page; what a finger does while it draws is a palm. */
  function hold(event: TouchEvent): void {
    if (pointer === null) return
    event.stopPropagation()
    if (event.cancelable) event.preventDefault()
  }

  function listen(element: HTMLElement): void {
    element.addEventListener('touchstart', hold, { passive: false })
    element.addEventListener('touchmove', hold, { passive: false })
    element.addEventListener('touchend', hold, { passive: false })
  }
  onBeforeUnmount(() => {
    if (gesture) give()
    settle()
    sizes.disconnect()
    found?.removeEventListener('scroll', settle)
  })
  onUnmounted(() => isLost() && lift())
  return { down, enter, move, up, cancel, listen }
}
