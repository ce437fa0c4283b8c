/** The outline of a stroke, in a box of 1000 units by as many as the page is high: no zoom draws it anew. */
import { getStroke } from 'perfect-freehand'
import type { Body, NoteKind, Point } from './types'

export const UNITS = 1000
/** How much the pressure changes the width of the pen, and how far the line follows the hand. */
export const THINNING = 0.6
export const STREAMLINE = 0.35
/** A longer stroke goes on as the next one: the server takes no more points in one. */
export const MOST_POINTS = 4000

/** The width at a pressure, as perfect-freehand draws it: a middle one is the pen's own. */
export const widthAt = (width: number, pressure: number, kind: NoteKind): number =>
  kind === 'MARKER' ? width : width * 2 * (0.5 - THINNING * (0.5 - pressure))

const drawn = new WeakMap<Body, { ratio: number; d: string }>()

/** `ratio`: height by width of the page. Bodies never change, so each is drawn once. */
export function outline(body: Body, kind: NoteKind, ratio: number): string {
  const known = drawn.get(body)
  if (known?.ratio === ratio) return known.d
  const d = around(body.points ?? [], body.width ?? 0, kind, ratio)
  drawn.set(body, { ratio, d })
  return d
}

function around(points: Point[], width: number, kind: NoteKind, ratio: number): string {
  const ring = getStroke(
    points.map(([x, y, pressure]) => [x * UNITS, y * UNITS * ratio, pressure]),
    {
      size: width * UNITS,
      thinning: kind === 'MARKER' ? 0 : THINNING,
      smoothing: 0.5,
      streamline: STREAMLINE,
      simulatePressure: false,
      last: true,
    },
  )
  if (ring.length < 3) return ''
  const middle = (at: number): string => {
    const [ax = 0, ay = 0] = ring[at] ?? []
    const [bx = 0, by = 0] = ring[(at + 1) % ring.length] ?? []
    return `${((ax + bx) / 2).toFixed(1)} ${((ay + by) / 2).toFixed(1)}`
  }
  // Through the middles, bent by the corners: the outline is smooth however few points there are.
  const bends = ring.map(([x = 0, y = 0], at) => `${x.toFixed(1)} ${y.toFixed(1)} ${middle(at)}`)
  return `M${middle(ring.length - 1)}Q${bends.join(' ')}Z`
}
