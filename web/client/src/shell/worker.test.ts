/** When a new version is offered, and that nothing but a click brings it. */
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'

const OWN = '/static/assets/main-1.js'
let container: EventTarget & { controller: object | null; register: () => Promise<unknown> }
let registration: EventTarget & {
  waiting: object | null
  installing: EventTarget | null
  update: () => Promise<void>
}
let reloaded: number

/** A worker that says of which build it is. */
function workerOf(entry: string) {
  const said: unknown[] = []
  const worker = Object.assign(new EventTarget(), {
    state: 'installed',
    said,
    postMessage(word: string, ports: MessagePort[] = []) {
      said.push(word)
      ports[0]?.postMessage(entry)
    },
  })
  return worker
}

// Loading what it stands on takes its time on a busy machine, and is no part of any test.
beforeAll(() => import('./worker'), 60_000)
beforeEach(() => {
  vi.stubEnv('PROD', true)
  reloaded = 0
  registration = Object.assign(new EventTarget(), {
    waiting: null,
    installing: null,
    update: async () => undefined,
  })
  container = Object.assign(new EventTarget(), { controller: {}, register: async () => registration })
  vi.stubGlobal('navigator', { serviceWorker: container })
  vi.stubGlobal('location', { href: 'https://hop.example/m/1/seat', reload: () => void reloaded++ })
  document.head.innerHTML = ''
  const script = document.createElement('script')
  script.type = 'module'
  Object.defineProperty(script, 'src', { value: `https://hop.example${OWN}` })
  script.setAttribute('src', OWN)
  vi.spyOn(document, 'querySelector').mockReturnValue(script)
  vi.resetModules()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

test('a version that waits is offered, and taken with a click alone', async () => {
  const { register, newVersion, takeOver } = await import('./worker')
  const next = workerOf('/static/assets/main-2.js')
  registration.waiting = next
  await register()
  await vi.waitFor(() => expect(newVersion.value).toBe(true))
  expect([next.said, reloaded]).toEqual([['entry'], 0])

  takeOver()
  expect(next.said).toEqual(['entry', 'take-over'])
  container.dispatchEvent(new Event('controllerchange'))
  expect(reloaded).toBe(1)
})

test('a version that arrives while one works is offered too', async () => {
  const { register, newVersion } = await import('./worker')
  await register()
  const coming = workerOf('/static/assets/main-2.js')
  registration.installing = coming
  registration.dispatchEvent(new Event('updatefound'))

  coming.dispatchEvent(new Event('statechange'))

  await vi.waitFor(() => expect(newVersion.value).toBe(true))
  expect(reloaded).toBe(0)
})

test('a page that is of the new version already is not told of it', async () => {
  const { register, newVersion } = await import('./worker')
  const own = workerOf(OWN)
  registration.waiting = own

  await register()
  await vi.waitFor(() => expect(own.said).toEqual(['entry']))
  await new Promise((resolve) => setTimeout(resolve, 50))

  expect(newVersion.value).toBe(false)
})

test('the first worker of a device is no news', async () => {
  const { register, newVersion } = await import('./worker')
  container.controller = null
  await register()

  container.dispatchEvent(new Event('controllerchange'))

  expect([newVersion.value, reloaded]).toEqual([false, 0])
})

test('a change in another tab reloads nothing here, it is offered', async () => {
  const { register, newVersion } = await import('./worker')
  await register()

  container.dispatchEvent(new Event('controllerchange'))

  expect([newVersion.value, reloaded]).toEqual([true, 0])
})
