/** The service worker: what it keeps, what it never touches, and when it takes over. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const ORIGIN = 'https://hop.example'
const BUILD = {
  name: 'b2',
  entry: '/static/assets/main-2.js',
  files: ['/static/assets/main-2.js', '/static/icon.svg'],
  pdfjs: '5',
  decoders: ['/static/pdfjs/wasm/openjpeg.wasm'],
}
type Kept = Map<string, string>
type Listener = (event: never) => void

let stores: Map<string, Kept>
let served: Map<string, Response | Error>
let fetched: string[]
let listeners: Map<string, Listener>
let skipped: number

const path = (asked: Request | string) => (typeof asked === 'string' ? asked : new URL(asked.url).pathname)
const answer = (text: string | undefined) => (text === undefined ? undefined : new Response(text))

async function give(asked: Request | string): Promise<Response> {
  fetched.push(path(asked))
  const found = served.get(path(asked)) ?? new Response('missing', { status: 404 })
  if (found instanceof Error) throw found
  return found.clone()
}

function cacheOver(kept: Kept) {
  return {
    match: async (asked: Request | string) => answer(kept.get(path(asked))),
    put: async (asked: Request | string, response: Response) =>
      void kept.set(path(asked), await response.text()),
    async addAll(names: string[]) {
      for (const name of names) {
        const response = await give(name)
        if (!response.ok) throw new TypeError('not there')
        kept.set(name, await response.text())
      }
    },
  }
}
const caches = {
  open: async (name: string) => {
    if (!stores.has(name)) stores.set(name, new Map())
    return cacheOver(stores.get(name)!)
  },
  keys: async () => [...stores.keys()],
  delete: async (name: string) => stores.delete(name),
  match: async (asked: Request) => {
    for (const kept of stores.values()) if (kept.has(path(asked))) return answer(kept.get(path(asked)))
  },
}

beforeEach(async () => {
  stores = new Map()
  fetched = []
  listeners = new Map()
  skipped = 0
  served = new Map<string, Response | Error>([
    ['/', new Response(`<script src="${BUILD.entry}">`)],
    [BUILD.entry, new Response('main 2')],
    ['/static/icon.svg', new Response('icon')],
    ['/static/pdfjs/wasm/openjpeg.wasm', new Response('wasm')],
  ])
  vi.stubGlobal('self', {
    addEventListener: (kind: string, listen: Listener) => listeners.set(kind, listen),
    skipWaiting: async () => void skipped++,
    clients: { claim: async () => undefined },
  })
  vi.stubGlobal('BUILD', BUILD)
  vi.stubGlobal('caches', caches)
  vi.stubGlobal('location', { origin: ORIGIN })
  vi.stubGlobal('fetch', give)
  const plain = globalThis.Request
  vi.stubGlobal(
    'Request',
    class extends plain {
      constructor(asked: string | Request, init?: RequestInit) {
        super(typeof asked === 'string' ? new URL(asked, ORIGIN).href : asked, init)
      }
    },
  )
  vi.resetModules()
  await import('./sw')
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

async function happens(kind: string, event: object = {}): Promise<void> {
  const work: Promise<unknown>[] = []
  listeners.get(kind)!({ ...event, waitUntil: (each: Promise<unknown>) => work.push(each) } as never)
  await Promise.all(work)
}

/** What the worker answers, or null when it leaves the request alone. */
async function asked(url: string, { mode = 'cors', method = 'GET' } = {}): Promise<string | null> {
  let given: Promise<Response> | null = null
  listeners.get('fetch')!({
    request: { url: new URL(url, ORIGIN).href, mode, method },
    respondWith: (response: Promise<Response>) => void (given = response),
  } as never)
  return given && (await (await (given as Promise<Response>)).text())
}
const navigate = (url: string) => asked(url, { mode: 'navigate' })

test('all files of the build are kept, and the page that names them', async () => {
  await happens('install')

  expect([...stores.keys()]).toEqual(['shell-b2'])
  expect([...stores.get('shell-b2')!.keys()].sort()).toEqual([
    '/',
    '/static/assets/main-2.js',
    '/static/icon.svg',
  ])
  expect(skipped).toBe(0)
})

test('a page of another build, or a file that is missing, is not kept', async () => {
  served.set('/', new Response('<script src="/static/assets/main-3.js">'))
  await expect(happens('install')).rejects.toThrow('another build')
  served.set('/', new Response(BUILD.entry))
  served.delete('/static/icon.svg')
  await expect(happens('install')).rejects.toThrow('not there')

  expect(stores.get('shell-b2')?.has('/') ?? false).toBe(false)
})

test('it takes over when it is told to, and then the shell before it goes', async () => {
  stores.set('shell-b1', new Map([['/', 'old']]))
  stores.set('decoders-4', new Map())
  stores.set('decoders-5', new Map())
  await happens('install')

  await happens('message', { data: 'anything', ports: [] })
  expect(skipped).toBe(0)
  await happens('message', { data: 'take-over', ports: [] })
  expect(skipped).toBe(1)
  await happens('activate')
  expect([...stores.keys()].sort()).toEqual(['decoders-5', 'shell-b2'])
})

test('it says of which build it is', async () => {
  const said: unknown[] = []

  await happens('message', { data: 'entry', ports: [{ postMessage: (word: unknown) => said.push(word) }] })

  expect(said).toEqual([BUILD.entry])
})

test('a page comes from the server, and as it was kept when the server is not there or broken', async () => {
  await happens('install')
  const kept = `<script src="${BUILD.entry}">`
  served.set('/m/1/seat', new Response('fresh'))
  expect(await navigate('/m/1/seat?paper=4')).toBe('fresh')

  served.set('/m/1/seat', new TypeError('Failed to fetch'))
  expect(await navigate('/m/1/seat?paper=4')).toBe(kept)

  served.set('/m/1/seat', new Response('bad gateway', { status: 502 }))
  expect(await navigate('/m/1/seat')).toBe(kept)
})

test('a server that keeps silent for three seconds is not waited for', async () => {
  await happens('install')
  vi.stubGlobal('fetch', () => new Promise(() => undefined))
  vi.useFakeTimers()

  const page = navigate('/')
  await vi.advanceTimersByTimeAsync(3_000)

  expect(await page).toBe(`<script src="${BUILD.entry}">`)
})

test.each([
  ['/api/me', {}],
  ['/api/documents/4/file?version=1', {}],
  ['/api/documents/4/file', { mode: 'navigate' }],
  ['/admin/', { mode: 'navigate' }],
  ['/static/admin/css/base.css', {}],
  ['/static/assets/main-2.js', { method: 'POST' }],
  ['https://else.example/static/assets/main-2.js', {}],
])('%s is left alone', async (url, how) => {
  await happens('install')

  expect(await asked(url, how)).toBeNull()
})

test('a hashed file is fetched once; what draws papers is kept when it is first needed', async () => {
  await happens('install')
  fetched = []

  expect(await asked('/static/assets/main-2.js')).toBe('main 2')
  expect(fetched).toEqual([])
  for (let time = 0; time < 2; time++) expect(await asked('/static/pdfjs/wasm/openjpeg.wasm')).toBe('wasm')
  expect(fetched).toEqual(['/static/pdfjs/wasm/openjpeg.wasm'])
  expect([...stores.get('decoders-5')!.keys()]).toEqual(['/static/pdfjs/wasm/openjpeg.wasm'])
})

test('once papers are kept, what draws them is fetched as well', async () => {
  await happens('install')

  await happens('message', { data: 'decoders', ports: [] })

  expect([...stores.get('decoders-5')!.keys()]).toEqual(BUILD.decoders)
})
