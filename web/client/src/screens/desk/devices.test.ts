import { expect, test } from 'vitest'
import type { Device } from '@/meetings/devices'
import { deviceCounts, shownDevices, standingOf } from './devices'

const NOW = new Date('2023-12-06T00:30:00Z').getTime()
const device = (id: string, more: Partial<Device> = {}): Device => ({
  ...{ id, person: id, person_name: `Đại biểu ${id}`, name: 'Máy tính bảng', cut_off_at: null },
  ...{ seen_at: '2023-12-06T00:00:00Z', lease_until: '2023-12-09T00:00:00Z' },
  ...more,
})
const DEVICES = [
  device('a', { seen_at: '2023-12-05T00:00:00Z' }),
  device('b', { lease_until: '2023-12-06T00:29:00Z' }),
  device('c', { cut_off_at: '2023-12-06T00:10:00Z', person_name: 'Vàng A Dơ' }),
]

test('a device can be read on until its lease ends, and one that is cut off is named so', () => {
  expect(DEVICES.map((each) => standingOf(each, NOW))).toEqual(['readable', 'ended', 'cut'])
  expect(deviceCounts(DEVICES, NOW)).toEqual({ all: 3, readable: 1, ended: 1, cut: 1 })
})

test('the one that was seen last stands first, and a name is found without marks', () => {
  expect(shownDevices(DEVICES, 'all', '', NOW).map(({ id }) => id)).toEqual(['b', 'c', 'a'])
  expect(shownDevices(DEVICES, 'all', 'vang do', NOW).map(({ id }) => id)).toEqual(['c'])
})
