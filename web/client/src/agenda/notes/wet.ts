/**
 * The ink under the pen, before it is a note: drawn piece by piece on one canvas, in pixels of the screen, so that
 * each event costs the same however long the stroke is.
 *
 * The canvas lies over what is seen of the pages for as long as a pen is in hand. Were it laid when the pen comes
 * down, the browser would have to put the page together anew during the stroke, and show nothing until it had.
 */
import { STREAMLINE, widthAt } from './stroke'
import type { NoteKind } from './types'
import './wet.css'

export interface Nib {
  kind: NoteKind
  color: string
  /** In pixels of the screen. */
  width: number
}
const SHARPEST = 2
const PRIMING = 3
/** In milliseconds: an event so old is behind, and drawings so near to one another are not seen both. */
const FRESH = 14
const APART = 6
/** The share of the way that the line goes towards each point, the same as in the outline that follows. */
const FOLLOW = 0.15 + (1 - STREAMLINE) * 0.85

let canvas: HTMLCanvasElement | null = null
let context: CanvasRenderingContext2D | null = null
/** The window on the pages that it covers. */
let scroller: HTMLElement | null = null
let left = 0
let top = 0
let sharp = 1

function surface(): HTMLCanvasElement {
  if (canvas) return canvas
  canvas = document.createElement('canvas')
  canvas.className = 'wet'
  canvas.setAttribute('aria-hidden', 'true')
  // Without waiting for the rest of the page to be put together: what the browser can do, it does.
  context = canvas.getContext('2d', { desynchronized: true })
  return canvas
}

/** The part of `window_` in which pages are seen: without its border and its scroll bars. */
function seen(window_: HTMLElement) {
  const box = window_.getBoundingClientRect()
  return {
    left: box.left + window_.clientLeft,
    top: box.top + window_.clientTop,
    width: Math.max(1, window_.clientWidth),
    height: Math.max(1, window_.clientHeight),
  }
}

/** Lay the canvas over the pages in `window_`. Where it lies already nothing happens, and its ink stays. */
export function lay(window_: HTMLElement): void {
  const sheet = surface()
  const host = window_.parentElement
  if (!host) return
  const box = seen(window_)
  sharp = Math.min(SHARPEST, window.devicePixelRatio || 1)
  const [wide, high] = [Math.round(box.width * sharp), Math.round(box.height * sharp)]
  const moved = scroller !== window_ || left !== box.left || top !== box.top
  if (!moved && sheet.width === wide && sheet.height === high) return
  scroller = window_
  ;({ left, top } = box)
  if (sheet.parentElement !== host) host.append(sheet)
  if (sheet.width !== wide || sheet.height !== high) [sheet.width, sheet.height] = [wide, high]
  const around = host.getBoundingClientRect()
  sheet.style.left = `${left - around.left - host.clientLeft}px`
  sheet.style.top = `${top - around.top - host.clientTop}px`
  sheet.style.width = `${box.width}px`
  sheet.style.height = `${box.height}px`
  wipe()
  prime(PRIMING)
}

/**
 * The browser shows such a canvas only when it has drawn on it in two frames of the page; events of a pen that
 * come one upon the other leave it no time for that, and the first stroke would be seen when it is over.
 */
function prime(frames: number): void {
  if (!frames || !context) return
  context.fillStyle = 'rgb(0 0 0 / 1%)'
  context.fillRect(0, 0, 1, 1)
  context.clearRect(0, 0, 1, 1)
  requestAnimationFrame(() => prime(frames - 1))
}

/** The pen is out of hand; the memory goes with it. */
export function lift(): void {
  scroller = null
  if (!canvas) return
  canvas.remove()
  canvas.width = canvas.height = 0
}
/** Whether the pages that it lay over are gone. */
export const isLost = (): boolean => Boolean(scroller && !scroller.isConnected)

let nib: Nib = { kind: 'PEN', color: '#000', width: 1 }
let x = 0
let y = 0
let held = 0.5
/** Points that are not drawn yet, and when the last ones were. */
let ahead: [x: number, y: number, pressure: number][] = []
let drawn = 0
let frame = 0

const onSheet = (clientX: number, clientY: number) =>
  [(clientX - left) * sharp, (clientY - top) * sharp] as const

/** A stroke begins at a point of the screen; it stays within `page`. */
export function begin(with_: Nib, page: DOMRect, clientX: number, clientY: number, pressure: number): void {
  if (!canvas || !context) return
  paint()
  nib = with_
  canvas.dataset.kind = nib.kind
  context.restore()
  context.save()
  context.beginPath()
  context.rect(...onSheet(page.left, page.top), page.width * sharp, page.height * sharp)
  context.clip()
  context.strokeStyle = context.fillStyle = nib.color
  context.lineCap = context.lineJoin = 'round'
  ;[x, y] = onSheet(clientX, clientY)
  held = pressure
  context.beginPath()
  context.arc(x, y, (widthAt(nib.width, pressure, nib.kind) * sharp) / 2, 0, 2 * Math.PI)
  context.fill()
}

/** It goes on to a point, which is drawn with the next `show`. */
export function add(clientX: number, clientY: number, pressure: number): void {
  ahead.push([clientX, clientY, pressure])
}

/**
 * Draw what was added by an event of this time. Each drawing makes a picture of the whole canvas: where a slow
 * device is behind its pen, or a quick pen is ahead of the screen, one for several events must do.
 */
export function show(timeStamp: number): void {
  const now = performance.now()
  if (now - timeStamp < FRESH && now - drawn >= APART) paint()
  else frame ||= requestAnimationFrame(paint)
}

function paint(): void {
  cancelAnimationFrame(frame)
  frame = 0
  drawn = performance.now()
  if (context) for (const [clientX, clientY, pressure] of ahead) line(context, clientX, clientY, pressure)
  ahead = []
}

function line(on: CanvasRenderingContext2D, clientX: number, clientY: number, pressure: number): void {
  const [toX, toY] = onSheet(clientX, clientY)
  const [nextX, nextY] = [x + (toX - x) * FOLLOW, y + (toY - y) * FOLLOW]
  on.lineWidth = widthAt(nib.width, (held + pressure) / 2, nib.kind) * sharp
  on.beginPath()
  on.moveTo(x, y)
  on.lineTo(nextX, nextY)
  on.stroke()
  x = nextX
  y = nextY
  held = pressure
}

/** Away with it: the notes are drawn in its place, or there are none. */
export function wipe(): void {
  ahead = []
  if (!canvas || !context) return
  context.restore()
  context.clearRect(0, 0, canvas.width, canvas.height)
}
