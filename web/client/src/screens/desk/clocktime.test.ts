import { expect, test } from 'vitest'
import { timeOf } from './clocktime'

test('a time is understood as it is typed', () => {
  const typed = ['07:30', '7h30', '7.30', '0730', '730', '7 giờ 30', '7 giờ 30 phút', '14', '7h']
  expect(typed.map(timeOf)).toEqual([
    '07:30',
    '07:30',
    '07:30',
    '07:30',
    '07:30',
    '07:30',
    '07:30',
    '14:00',
    '07:00',
  ])
})

test('nothing typed is no time, and what is no time is left for the server to refuse', () => {
  expect(timeOf('  ')).toBeNull()
  expect(timeOf('sáng')).toBe('sáng')
  expect(timeOf('25:99')).toBe('25:99')
})
