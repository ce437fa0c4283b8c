/** What a device calls itself, and what it has still to say after somebody signed out without the network. */
import { afterEach, expect, test, vi } from 'vitest'
import { deviceId, deviceName, leftUnheard, tellLeft } from './device'
import { Unreachable } from './http'

const CHROME = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0'
const AGENTS: [string, string, number][] = [
  ['Máy tính bảng Android · Chrome', `Mozilla/5.0 (Linux; Android 14; SM-X210) ${CHROME} Safari/537.36`, 5],
  ['Điện thoại Android · Chrome', `Mozilla/5.0 (Linux; Android 14; Pixel) ${CHROME} Mobile Safari/537.36`, 5],
  [
    'Máy tính bảng Android · Samsung Internet',
    'Mozilla/5.0 (Linux; Android 13; SM-X510) SamsungBrowser/23.0 Chrome/115.0.0.0 Safari/537.36',
    5,
  ],
  ['iPad · Safari', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.4 Safari/605.1.15', 5],
  ['Máy Mac · Safari', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.4 Safari/605.1.15', 0],
  [
    'iPhone · Safari',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) Version/17.4 Mobile/15E148 Safari/604.1',
    5,
  ],
  [
    'Máy tính Windows · Edge',
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36 Edg/140.0.0.0`,
    0,
  ],
  ['Máy tính · Firefox', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 0],
  ['Máy tính', 'curl/8', 0],
]

test.each(AGENTS)('%s', (name, userAgent, maxTouchPoints) => {
  expect(deviceName({ userAgent, maxTouchPoints })).toBe(name)
})

test('a device has one id for each of its persons, and keeps it', () => {
  localStorage.clear()
  const one = deviceId('12')

  expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(deviceId('12')).toBe(one)
  expect(deviceId('13')).not.toBe(one)
})

afterEach(() => vi.unstubAllGlobals())

test('who signed out without the network is signed out by the server as soon as it is reached, once', async () => {
  localStorage.clear()
  leftUnheard('12')
  const said: string[] = []
  const end = async () => void said.push('end')
  vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('Failed to fetch')))
  await expect(tellLeft(end)).rejects.toThrow(Unreachable)
  expect(said).toEqual([])

  vi.stubGlobal('fetch', async (path: string) => {
    said.push(path)
    return Response.json({ id: '' })
  })
  await tellLeft(end)
  await tellLeft(end)

  expect(said).toEqual([`/api/devices/${deviceId('12')}/forget`, 'end'])
})
