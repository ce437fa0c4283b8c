/**
 * The shell without a network: every file of one build, or none of it.
 *
 * Papers and notes are not its business, and nothing under /api is ever kept here. A new version waits
 * until the person asks for it: a reload at any other moment might hit somebody who votes.
 */
export {} // a module for the type checker; the build removes the line

interface Late extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Fetched extends Late {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Worker {
  addEventListener(type: 'install' | 'activate', listen: (event: Late) => void): void
  addEventListener(type: 'fetch', listen: (event: Fetched) => void): void
  addEventListener(type: 'message', listen: (event: MessageEvent & Late) => void): void
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
}
/** Filled in by the build: its name, its hashed files, and what pdf.js may need to draw a paper. */
declare const BUILD: { name: string; entry: string; files: string[]; pdfjs: string; decoders: string[] }

const worker = self as unknown as Worker
const SHELL = `shell-${BUILD.name}`
const DECODERS = `decoders-${BUILD.pdfjs}`
const PATIENCE = 3000
const same = { ignoreVary: true }

async function install(): Promise<void> {
  const page = await fetch(new Request('/', { cache: 'reload' }))
  // Between two builds the page may be of one and the files of the other: then this one is not used.
  if (!page.ok || !(await page.clone().text()).includes(BUILD.entry))
    throw new Error('another build is served')
  const shell = await caches.open(SHELL)
  await shell.addAll(BUILD.files)
  await shell.put('/', page)
}

async function activate(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name !== SHELL && name !== DECODERS)
  await Promise.all(old.map((name) => caches.delete(name)))
  await worker.clients.claim()
}

/** The page from the server if it answers in time, else as it was kept. */
async function page(request: Request): Promise<Response> {
  const kept = await (await caches.open(SHELL)).match('/', same)
  const fresh = fetch(request)
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE))
  const answer = await Promise.race([fresh, late]).catch(() => undefined)
  if (answer && answer.status < 500) return answer
  return kept ?? fresh
}

async function file(request: Request): Promise<Response> {
  const kept = await caches.match(request, same)
  if (kept) return kept
  const fresh = await fetch(request)
  if (fresh.ok && new URL(request.url).pathname.startsWith('/static/pdfjs/'))
    await (await caches.open(DECODERS)).put(request, fresh.clone())
  return fresh
}

/** What papers may need is fetched once papers are kept, and by and by: one file lost is no harm. */
async function fetchDecoders(): Promise<void> {
  for (const name of BUILD.decoders) await file(new Request(name)).catch(() => undefined)
}

worker.addEventListener('install', (event) => event.waitUntil(install()))
worker.addEventListener('activate', (event) => event.waitUntil(activate()))
worker.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(worker.skipWaiting())
  if (event.data === 'decoders') event.waitUntil(fetchDecoders())
  if (event.data === 'entry') event.ports[0]?.postMessage(BUILD.entry)
})
worker.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request
  const { origin, pathname } = new URL(url)
  if (method !== 'GET' || origin !== location.origin) return
  if (mode === 'navigate') {
    if (!/^\/(?:api|admin|ws|static)(?:\/|$)/.test(pathname)) event.respondWith(page(event.request))
  } else if (/^\/static\/(?:assets|pdfjs)\/|^\/static\/icon\.svg$/.test(pathname))
    event.respondWith(file(event.request))
})
