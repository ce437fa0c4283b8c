import { expect, test } from 'vitest'
import { dayOf } from './days'

test('the second day of a meeting is the day after its first, over months and years too', () => {
  expect(dayOf('2023-12-06', 1)).toBe('2023-12-06')
  expect(dayOf('2023-12-06', 3)).toBe('2023-12-08')
  expect(dayOf('2023-12-31', 2)).toBe('2024-01-01')
})
