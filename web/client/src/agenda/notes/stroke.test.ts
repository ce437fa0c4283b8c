import { expect, test } from 'vitest'
import { outline, widthAt } from './stroke'
import type { Body, Point } from './types'

const across = (pressure: number): Body => ({
  color: '#0b4a7d',
  width: 0.01,
  points: Array.from({ length: 20 }, (_, n): Point => [0.2 + n * 0.02, 0.5, pressure]),
})
/** How high the outline of a level stroke is, in units. */
function height(d: string): number {
  const heights = [...d.matchAll(/[\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y))
  return Math.max(...heights) - Math.min(...heights)
}

test('the harder one presses the wider is the pen, and the marker is not', () => {
  expect(height(outline(across(0.9), 'PEN', 1.414))).toBeGreaterThan(
    height(outline(across(0.2), 'PEN', 1.414)),
  )
  expect(height(outline(across(0.9), 'MARKER', 1.414))).toBe(height(outline(across(0.2), 'MARKER', 1.414)))
})

test('a middle pressure draws the width of the pen, wet as dry', () => {
  expect(widthAt(0.01, 0.5, 'PEN')).toBe(0.01)
  expect(height(outline(across(0.5), 'PEN', 1.414))).toBeCloseTo(10, 0)
})

test('an outline is computed once, and anew only for a page of another form', () => {
  const body = across(0.5)
  const first = outline(body, 'PEN', 1.414)

  body.points = []
  expect(outline(body, 'PEN', 1.414)).toBe(first)
  expect(outline(body, 'PEN', 0.7)).toBe('')
})

test('a single touch is a dot', () => {
  expect(outline({ width: 0.01, points: [[0.5, 0.5, 0.5]] }, 'PEN', 1.414)).toMatch(/^M.*Z$/)
})
