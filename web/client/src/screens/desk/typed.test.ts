import { expect, test } from 'vitest'
import { dateOf, timeOf, writtenDate } from './typed'

test('a time is understood as it is typed', () => {
  const typed = ['07:30', '7h30', '7.30', '0730', '730', '7 giờ 30', '7 giờ 30 phút']
  expect(typed.map(timeOf)).toEqual(typed.map(() => '07:30'))
  expect(['14', '7h'].map(timeOf)).toEqual(['14:00', '07:00'])
})

test('nothing typed is no time, and what is no time is left for the server to refuse', () => {
  expect(timeOf('  ')).toBeNull()
  expect(timeOf('sáng')).toBe('sáng')
  expect(timeOf('25:99')).toBe('25:99')
})

test('a date is the day before the month, however it is typed', () => {
  expect(['6/12/2023', '06-12-2023', '6.12.23', ' 6 12 2023 ', '2023-12-06'].map(dateOf)).toEqual(
    Array(5).fill('2023-12-06'),
  )
  expect(dateOf('hôm qua')).toBe('hôm qua')
  expect(dateOf('')).toBe('')
})

test('a date is written as people write it here', () => {
  expect(['2023-12-06', 'hôm qua'].map(writtenDate)).toEqual(['06/12/2023', 'hôm qua'])
})
