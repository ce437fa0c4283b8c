/** The service worker: registered when the first screen is there, and changed for a new one by a click alone. */
import { ref } from 'vue'

const HOUR = 3_600_000

/** A version waits that this page is not of. */
export const newVersion = ref(false)
let waiting: ServiceWorker | null = null
let asked = false

export async function register(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const container = navigator.serviceWorker
  const first = !container.controller
  // Another tab has changed: what this page has not loaded yet may be there no longer.
  container.addEventListener('controllerchange', () => {
    if (asked) location.reload()
    else if (!first) newVersion.value = true
  })
  try {
    const registration = await container.register('/sw.js', { scope: '/', updateViaCache: 'none' })
    registration.addEventListener('updatefound', () => {
      const coming = registration.installing
      coming?.addEventListener('statechange', () => coming.state === 'installed' && void offer(coming))
    })
    if (registration.waiting) void offer(registration.waiting)
    window.setInterval(() => void registration.update().catch(() => undefined), HOUR)
  } catch {
    // Forbidden, or the server went away meanwhile: everything works but an opening without the network.
  }
}

async function offer(worker: ServiceWorker): Promise<void> {
  if (!navigator.serviceWorker.controller) return
  waiting = worker
  const own = document.querySelector<HTMLScriptElement>('script[type=module][src]')?.src ?? ''
  newVersion.value = new URL(await entryOf(worker), location.href).href !== own
}

/** The page is fetched before the worker: it may be of the new version already. */
function entryOf(worker: ServiceWorker): Promise<string> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }) => resolve(String(data))
    worker.postMessage('entry', [port2])
  })
}

export function takeOver(): void {
  asked = true
  if (waiting?.state === 'installed') waiting.postMessage('take-over')
  else location.reload()
}
