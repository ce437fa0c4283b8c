import { expect, test } from 'vitest'
import { clockTo, momentOf } from './deadline'

test('the day itself is still in time, until its end in Vietnam', () => {
  expect(clockTo('2023-11-26', new Date('2023-11-26T16:59:00Z'))).toEqual({ days: 0, late: false })
  expect(clockTo('2023-11-26', new Date('2023-11-26T17:00:00Z'))).toEqual({ days: -1, late: true })
})

test('days are counted by the calendar of Vietnam, not by hours', () => {
  expect(clockTo('2023-11-26', new Date('2023-11-22T17:30:00Z')).days).toBe(3)
  expect(clockTo('2023-12-01', new Date('2023-11-30T23:00:00Z')).days).toBe(0)
  expect(clockTo('2024-03-01', new Date('2024-02-28T03:00:00Z')).days).toBe(2)
})

test('a day and an hour are a moment in Vietnam, and what is none is not guessed', () => {
  expect(momentOf('2023-12-06', '08:00')).toBe('2023-12-06T01:00:00.000Z')
  expect(momentOf('06/12/2023', '08:00')).toBeNull()
  expect(momentOf('2023-13-41', '08:00')).toBeNull()
  expect(momentOf('2023-12-06', '25:99')).toBeNull()
})
