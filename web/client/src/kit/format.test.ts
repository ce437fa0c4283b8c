import { expect, test } from 'vitest'
import { count, day, plain, size, time, timeWithSeconds, weekday } from './format'

test('a moment is shown in the time of Vietnam, whatever the device is set to', () => {
  expect(time('2023-12-06T00:30:00Z')).toBe('07:30')
  expect(time('2023-12-05T17:05:00Z')).toBe('00:05')
  expect(timeWithSeconds('2023-12-06T00:31:07.120Z')).toBe('07:31:07')
})

test('a day is written as it is here, and a plain date is that day everywhere', () => {
  expect(day('2023-12-06')).toBe('06/12/2023')
  expect(day('2023-12-05T23:00:00Z')).toBe('06/12/2023')
  expect(weekday('2023-12-06', 'vi')).toBe('Thứ Tư')
  expect(weekday('2023-12-06', 'en')).toBe('Wednesday')
})

test('a figure has points for thousands', () => {
  expect(count(1782)).toBe('1.782')
  expect(count(47)).toBe('47')
})

test('a size is never nothing, and large ones are in megabytes', () => {
  expect(size(12)).toBe('1 kB')
  expect(size(300 * 1024)).toBe('300 kB')
  expect(size(2.5 * 1024 * 1024)).toBe('2,5 MB')
})

test('letters without marks find those with them, composed or not', () => {
  expect(plain('Điện Biên')).toBe('dien bien')
  expect(plain('Đất đai quá hạn'.normalize('NFD'))).toBe('dat dai qua han')
  expect(plain('NGHỊ QUYẾT')).toBe('nghi quyet')
})
