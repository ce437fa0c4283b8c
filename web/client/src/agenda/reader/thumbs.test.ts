import { expect, test } from 'vitest'
import { rowsIn, shelf } from './thumbs'

const picture = () => {
  const canvas = document.createElement('canvas')
  canvas.width = 100
  canvas.height = 140
  return canvas
}

test('the picture not seen for longest makes room, and gives its memory back', () => {
  const kept = shelf(2)
  const [one, two, three] = [picture(), picture(), picture()]
  kept.put(1, one)
  kept.put(2, two)
  kept.get(1)

  kept.put(3, three)

  expect([kept.get(1), kept.get(2), kept.get(3)]).toEqual([one, undefined, three])
  expect([two.width, two.height]).toEqual([0, 0])
  kept.clear()
  expect([one.width, three.width]).toEqual([0, 0])
})

test('of 500 rows only those near the view are made', () => {
  expect(rowsIn(0, 600, 200, 500)).toEqual([0, 5])
  expect(rowsIn(50_000, 600, 200, 500)).toEqual([248, 255])
  expect(rowsIn(99_400, 600, 200, 500)).toEqual([495, 500])
  expect(rowsIn(0, 600, 200, 1)).toEqual([0, 1])
})
