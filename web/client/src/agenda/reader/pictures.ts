/** Where photographs stand on a page that is being drawn: at night they are turned back, or nobody would know a face. */
import type { Box } from './letters'

/** Smaller ones are signs and lines; what covers the page is a scan, to be turned like print. */
const LEAST = 0.01
const MOST = 0.6
const FEW = 40

/** The box of the unit square under a transformation, as shares of the canvas. */
export function boxUnder(
  { a, b, c, d, e, f }: Pick<DOMMatrix, 'a' | 'b' | 'c' | 'd' | 'e' | 'f'>,
  [x, y, w, h]: readonly [number, number, number, number],
  canvas: { width: number; height: number },
): Box {
  const xs = [x, x + w].flatMap((at) => [y, y + h].map((down) => a * at + c * down + e))
  const ys = [x, x + w].flatMap((at) => [y, y + h].map((down) => b * at + d * down + f))
  const left = Math.max(0, Math.min(...xs))
  const top = Math.max(0, Math.min(...ys))
  const right = Math.min(canvas.width, Math.max(...xs))
  const bottom = Math.min(canvas.height, Math.max(...ys))
  return [
    left / canvas.width,
    top / canvas.height,
    Math.max(0, right - left) / canvas.width,
    Math.max(0, bottom - top) / canvas.height,
  ]
}

export const isPicture = ([, , w, h]: Box): boolean => w * h >= LEAST && w * h <= MOST

/** Listen to what is drawn on the canvas; the answer tells the pictures so far. */
export function picturesOn(canvas: HTMLCanvasElement): () => Box[] {
  // As pdf.js asks for it: whoever asks first decides what the canvas is.
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })
  const boxes: Box[] = []
  if (!context) return () => boxes
  const draw = context.drawImage
  context.drawImage = (...given: unknown[]) => {
    // An image, and where: at a point, in a box, or a part of it in a box.
    const [x, y, w, h] = (given.length > 5 ? given.slice(5) : given.slice(1)) as number[]
    if (w !== undefined && h !== undefined && boxes.length < FEW) {
      const box = boxUnder(context.getTransform(), [x!, y!, w, h], canvas)
      if (isPicture(box)) boxes.push(box)
    }
    return Reflect.apply(draw, context, given)
  }
  return () => boxes
}
