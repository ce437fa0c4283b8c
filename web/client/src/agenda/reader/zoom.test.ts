import { expect, test } from 'vitest'
import { stepFrom } from './zoom'

test('buttons go to the next step from wherever the fingers left it', () => {
  expect([stepFrom(1, 1), stepFrom(1, -1), stepFrom(1.37, 1), stepFrom(1.37, -1)]).toEqual([
    1.25, 0.75, 1.5, 1.25,
  ])
  expect([stepFrom(4, 1), stepFrom(0.5, -1), stepFrom(2.2, 0)]).toEqual([4, 0.5, 1])
})
