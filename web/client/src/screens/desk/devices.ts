/** The tablets at the desk: which are in use, which were cut off, until when what they keep can be read. Pure. */
import type { Device } from '@/meetings/devices'
import { matches } from './papers'

export const DEVICE_FILTERS = ['all', 'readable', 'ended', 'cut'] as const
export type DeviceFilter = (typeof DEVICE_FILTERS)[number]

/** `cut`: cut off, and its key has run out or not; `ended`: what it keeps can no longer be read. */
export function standingOf(
  device: Pick<Device, 'cut_off_at' | 'lease_until'>,
  now: number,
): Exclude<DeviceFilter, 'all'> {
  if (device.cut_off_at) return 'cut'
  return new Date(device.lease_until).getTime() > now ? 'readable' : 'ended'
}
export function shownDevices(
  devices: readonly Device[],
  filter: DeviceFilter,
  query: string,
  now: number,
): Device[] {
  return devices
    .filter((device) => filter === 'all' || standingOf(device, now) === filter)
    .filter((device) => matches(query, device.person_name, device.name))
    .sort((a, b) => b.seen_at.localeCompare(a.seen_at))
}
export function deviceCounts(devices: readonly Device[], now: number): Record<DeviceFilter, number> {
  const count = (filter: DeviceFilter) => shownDevices(devices, filter, '', now).length
  return { all: devices.length, readable: count('readable'), ended: count('ended'), cut: count('cut') }
}
