/** Places on a page, in fractions of it: turned, joined into lines, hit, moved. Pure. */
import type { Body, Note, Point, Rect } from './types'

export type Rotation = 0 | 90 | 180 | 270
type Spot = [x: number, y: number]

/** Any number of degrees as a quarter turn of a reader. */
export function quarter(degrees: number): Rotation {
  return ((((Math.round(degrees / 90) * 90) % 360) + 360) % 360) as Rotation
}

/** Four decimals are 0.02 mm on an A4 page, and half the bytes. */
export const round4 = (value: number): number => Math.round(value * 1e4) / 1e4
const within = (value: number): number => round4(Math.min(1, Math.max(0, value)))

/** From a place in the box on screen, turned clockwise by `rotation`, to the place on the page. */
export function toPage([x, y]: Spot, rotation: Rotation): Spot {
  if (rotation === 90) return [within(y), within(1 - x)]
  if (rotation === 180) return [within(1 - x), within(1 - y)]
  if (rotation === 270) return [within(1 - y), within(x)]
  return [within(x), within(y)]
}

/** From a place on the page to the place in the box on screen. */
export function toShown([x, y]: Spot, rotation: Rotation): Spot {
  if (rotation === 90) return [1 - y, x]
  if (rotation === 180) return [1 - x, 1 - y]
  if (rotation === 270) return [y, 1 - x]
  return [x, y]
}

/** A rectangle of the box on screen, as one of the page. */
export function rectToPage([x, y, width, height]: Rect, rotation: Rotation): Rect {
  const [ax, ay] = toPage([x, y], rotation)
  const [bx, by] = toPage([x + width, y + height], rotation)
  return [Math.min(ax, bx), Math.min(ay, by), round4(Math.abs(bx - ax)), round4(Math.abs(by - ay))]
}

/** The pieces of a selection as one rectangle a line: pdf.js has a span for each run of letters. */
export function lines(pieces: readonly Rect[]): Rect[] {
  const found: Rect[] = []
  for (const [x, y, width, height] of pieces) {
    if (width <= 0 || height <= 0) continue
    const middle = y + height / 2
    const at = found.findIndex(
      (line) => Math.abs(line[1] + line[3] / 2 - middle) < Math.min(height, line[3]) / 2,
    )
    const line = found[at]
    if (!line) {
      found.push([x, y, width, height])
      continue
    }
    const left = Math.min(line[0], x)
    const top = Math.min(line[1], y)
    const right = Math.max(line[0] + line[2], x + width)
    const foot = Math.max(line[1] + line[3], y + height)
    found[at] = [left, top, right - left, foot - top]
  }
  return found
    .map(([x, y, width, height]): Rect => [round4(x), round4(y), round4(width), round4(height)])
    .filter(([, , width, height]) => width > 0 && height > 0)
}

/** The box around all of it, or null where it has no place of its own. */
export function boundsOf(body: Body): Rect | null {
  const corners: Spot[] = [
    ...(body.points ?? []).map(([x, y]): Spot => [x, y]),
    ...(body.rects ?? []).flatMap(([x, y, width, height]): Spot[] => [
      [x, y],
      [x + width, y + height],
    ]),
    ...(body.x !== undefined && body.y !== undefined ? [[body.x, body.y] as Spot] : []),
  ]
  if (!corners.length) return null
  let [left, top] = corners[0] as Spot
  let [right, foot] = [left, top]
  for (const [x, y] of corners) {
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    foot = Math.max(foot, y)
  }
  return [left, top, right - left, foot - top]
}

/** How far a place is from a piece of a line, all in widths of the page. */
function distance(x: number, y: number, from: Point, to: Point, ratio: number): number {
  const [ax, ay] = [from[0], from[1] * ratio]
  const [dx, dy] = [to[0] - ax, to[1] * ratio - ay]
  const long = dx * dx + dy * dy
  const along = long === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y * ratio - ay) * dy) / long))
  return Math.hypot(x - ax - along * dx, y * ratio - ay - along * dy)
}

/**
 * Whether a place touches a note. `ratio` is height by width of the page; `reach`, in widths of the page, is
 * how far beside it a finger may be.
 */
export function hits(note: Note, [x, y]: Spot, ratio: number, reach: number): boolean {
  const { points, rects, width = 0 } = note.body
  const inside = ([left, top, wide, high]: Rect) =>
    x >= left && x <= left + wide && y >= top && y <= top + high
  if (rects) return rects.some(inside)
  if (!points) return false
  return points.some((point, at) => {
    const before = points[Math.max(0, at - 1)] ?? point
    return distance(x, y, before, point, ratio) <= reach + width / 2
  })
}

/** The same, moved, and kept whole within the page. Marked text stays with its text. */
export function moved(body: Body, dx: number, dy: number): Body {
  const box = boundsOf(body)
  if (!box || body.rects) return body
  const right = Math.min(1 - box[0] - box[2], Math.max(-box[0], dx))
  const down = Math.min(1 - box[1] - box[3], Math.max(-box[1], dy))
  const next = { ...body }
  if (body.points) next.points = body.points.map(([x, y, p]) => [within(x + right), within(y + down), p])
  if (body.x !== undefined) next.x = within(body.x + right)
  if (body.y !== undefined) next.y = within(body.y + down)
  return next
}
