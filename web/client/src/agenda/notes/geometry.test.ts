import { expect, test } from 'vitest'
import { boundsOf, hits, lines, moved, quarter, rectToPage, toPage, toShown, type Rotation } from './geometry'
import type { Note } from './types'

const TURNS: Rotation[] = [0, 90, 180, 270]

test.each(TURNS)('a place is where it was after the page is turned by %i degrees and back', (turn) => {
  expect(toPage(toShown([0.2, 0.7], turn), turn)).toEqual([0.2, 0.7])
})

test('turned clockwise, the upper left corner is at the upper right', () => {
  expect(toShown([0, 0], 90)).toEqual([1, 0])
  expect(toShown([0, 0], 180)).toEqual([1, 1])
  expect(toShown([0, 0], 270)).toEqual([0, 1])
})

test('degrees of any sign are a quarter turn', () => {
  expect([-90, 450, 360, 180].map(quarter)).toEqual([270, 90, 0, 180])
})

test('a place beside the page is on its edge', () => {
  expect(toPage([-0.2, 1.7], 0)).toEqual([0, 1])
})

test('a rectangle of a turned page lies on the same letters', () => {
  expect(rectToPage([0.9, 0.1, 0.05, 0.2], 90)).toEqual([0.1, 0.05, 0.2, 0.05])
})

test('the runs of a selection are one rectangle a line', () => {
  expect(
    lines([
      [0.1, 0.1, 0.2, 0.02],
      [0.3, 0.101, 0.1, 0.019],
      [0.1, 0.13, 0.5, 0.02],
      [0.4, 0.1, 0, 0.02],
    ]),
  ).toEqual([
    [0.1, 0.1, 0.3, 0.02],
    [0.1, 0.13, 0.5, 0.02],
  ])
})

const stroke = {
  kind: 'PEN',
  body: {
    width: 0.01,
    points: [
      [0.1, 0.1, 1],
      [0.5, 0.1, 1],
    ],
  },
} as Note

test('the eraser meets a stroke between its points, and passes beside it', () => {
  expect(hits(stroke, [0.3, 0.1], 1.414, 0.005)).toBe(true)
  expect(hits(stroke, [0.3, 0.106], 1.414, 0.005)).toBe(true)
  expect(hits(stroke, [0.3, 0.12], 1.414, 0.005)).toBe(false)
})

test('what is moved stays whole within the page', () => {
  const body = moved(stroke.body, 0.9, -0.5)

  expect(body.points).toEqual([
    [0.6, 0, 1],
    [1, 0, 1],
  ])
  expect(boundsOf(body)).toEqual([0.6, 0, 0.4, 0])
})
