/**
 * The stroke under the pen, before it is a note: drawn piece by piece on one canvas above the page, in pixels of
 * the screen, so that each event costs the same however long the stroke is.
 */
import { STREAMLINE, widthAt } from './stroke'
import type { NoteKind } from './types'

export interface Nib {
  kind: NoteKind
  color: string
  /** In pixels of the screen. */
  width: number
}
const SHARPEST = 2
/** The share of the way that the line goes towards each point, the same as in the outline that follows. */
const FOLLOW = 0.15 + (1 - STREAMLINE) * 0.85

let canvas: HTMLCanvasElement | null = null
let context: CanvasRenderingContext2D | null = null
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

/** Lay the canvas over what is seen of `page`; it is made anew only when its size is another. */
export function lay(host: Element, page: DOMRect): void {
  const sheet = surface()
  left = Math.max(0, page.left)
  top = Math.max(0, page.top)
  const width = Math.max(1, Math.min(window.innerWidth, page.right) - left)
  const height = Math.max(1, Math.min(window.innerHeight, page.bottom) - top)
  sharp = Math.min(SHARPEST, window.devicePixelRatio || 1)
  const [wide, high] = [Math.round(width * sharp), Math.round(height * sharp)]
  if (sheet.width !== wide || sheet.height !== high) {
    sheet.width = wide
    sheet.height = high
  }
  const { style } = sheet
  style.left = `${left - page.left}px`
  style.top = `${top - page.top}px`
  style.width = `${width}px`
  style.height = `${height}px`
  if (sheet.parentElement !== host) host.append(sheet)
}

let nib: Nib = { kind: 'PEN', color: '#000', width: 1 }
let x = 0
let y = 0
let held = 0.5

const onSheet = (clientX: number, clientY: number) =>
  [(clientX - left) * sharp, (clientY - top) * sharp] as const

/** A stroke begins at a point of the screen. */
export function begin(with_: Nib, clientX: number, clientY: number, pressure: number): void {
  if (!canvas || !context) return
  nib = with_
  canvas.dataset.kind = nib.kind
  context.strokeStyle = context.fillStyle = nib.color
  context.lineCap = context.lineJoin = 'round'
  ;[x, y] = onSheet(clientX, clientY)
  held = pressure
  context.beginPath()
  context.arc(x, y, (widthAt(nib.width, pressure, nib.kind) * sharp) / 2, 0, 2 * Math.PI)
  context.fill()
}

/** It goes on to the next point. */
export function draw(clientX: number, clientY: number, pressure: number): void {
  if (!context) return
  const [toX, toY] = onSheet(clientX, clientY)
  const [nextX, nextY] = [x + (toX - x) * FOLLOW, y + (toY - y) * FOLLOW]
  context.lineWidth = widthAt(nib.width, (held + pressure) / 2, nib.kind) * sharp
  context.beginPath()
  context.moveTo(x, y)
  context.lineTo(nextX, nextY)
  context.stroke()
  x = nextX
  y = nextY
  held = pressure
}

/** Away with it: the note is drawn in its place, or there is none. */
export function wipe(): void {
  if (canvas && context) context.clearRect(0, 0, canvas.width, canvas.height)
}

/** The page that it lay on goes; its memory with it. */
export function lift(host: Element | null): void {
  if (!canvas || canvas.parentElement !== host) return
  canvas.remove()
  canvas.width = canvas.height = 0
}
