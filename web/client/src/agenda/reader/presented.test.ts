import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createApp, nextTick, ref } from 'vue'
import { useMeeting } from '@/stream/meeting'
import type { Paper } from '../types'
import { useFollowing, usePresenting } from './presented'

const paper = (id: string) => ({ id, item: '1', dossier: null, state: 'PUBLISHED', title: id }) as Paper
let store: ReturnType<typeof useMeeting>
let led: string[]
const open = ref<Paper | undefined>()

beforeEach(() => {
  vi.useFakeTimers()
  const pinia = createPinia()
  setActivePinia(pinia)
  store = useMeeting()
  store.resources.document = { 49: paper('49'), 50: paper('50') } as never
  led = []
  open.value = undefined
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function inApp<T>(make: () => T): T {
  let made!: T
  createApp({
    setup() {
      made = make()
      return () => null
    },
  }).mount(document.createElement('div'))
  return made
}
const present = async (document: string, page: number, by = '7') => {
  store.presenting = { subject: `document:${document}`, page, by, name: 'Bà Hà' }
  await nextTick()
}
const follower = () =>
  inApp(() =>
    useFollowing(
      (to, page) => {
        open.value = to
        led.push(`${to.id}/${page}`)
      },
      () => open.value,
    ),
  )

test('one tap follows, every page the presenter turns is turned here', async () => {
  const { follow, following, turned } = follower()
  await present('49', 3)
  expect(led).toEqual([])

  follow()
  await present('49', 4)
  turned(4)
  await present('50', 1)

  expect(led).toEqual(['49/3', '49/4', '50/1'])
  expect(following.value).toBe(true)
})

test('who turns a page leaves, and to turn to where the presenter is is no leaving', async () => {
  const { follow, following, turned } = follower()
  await present('49', 3)
  follow()
  await present('49', 4)
  turned(4)
  expect(following.value).toBe(true)

  turned(9)
  expect(following.value).toBe(false)
  await present('49', 5)

  expect(led).toEqual(['49/3', '49/4'])
})

test('who opens another paper leaves, and when nothing is on show nobody follows', async () => {
  const { follow, following } = follower()
  await present('49', 3)
  follow()
  open.value = paper('50')
  await nextTick()
  expect(following.value).toBe(false)

  follow()
  store.presenting = null
  await nextTick()
  expect(following.value).toBe(false)
})

test('a paper that one may not read is not on show', async () => {
  const { presented } = follower()

  await present('999', 1)
  expect(presented.value).toBe(null)
  store.presenting = { subject: 'item:1', page: 1, by: '7', name: '' }
  expect(presented.value).toBe(null)
})

test('who presents sends the pages that are turned, a few a second and the last for sure', async () => {
  const sent: unknown[] = []
  vi.stubGlobal('fetch', async (path: string, options: { body: string }) => {
    sent.push([path, JSON.parse(options.body)])
    return new Response('{}')
  })
  store.viewer = { person: '7', roles: ['PRESIDING_OFFICER'], hears: [] }
  store.id = '1'
  const { may, show, turned } = inApp(() => usePresenting(() => undefined))
  expect(may.value).toBe(true)

  show('49', 3)
  await vi.advanceTimersByTimeAsync(0)
  await present('49', 3)
  for (const page of [4, 5, 6]) turned('49', page)
  turned('50', 1)
  await vi.advanceTimersByTimeAsync(1_000)

  expect(sent).toEqual([
    ['/api/meetings/1/presenting', { document: '49', page: 3 }],
    ['/api/meetings/1/presenting', { document: '49', page: 6 }],
  ])
})

test('a rapporteur whom the chair named may present, a delegate may not', () => {
  store.viewer = { person: '7', roles: ['DELEGATE'], hears: [] }
  const { may } = inApp(() => usePresenting(() => undefined))
  expect(may.value).toBe(false)

  store.rapporteur = '7'

  expect(may.value).toBe(true)
})
