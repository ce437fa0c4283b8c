/** How a ballot reaches the box: from nobody. No cookie, no session, no referrer; one size; sent until answered. */
import { Refusal, Unreachable } from '@/stream/http'
import type { Bytes } from './bytes'

const PATIENCE = 8_000
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** A keeper beside the server has a port of the same host (":8123"), else an origin of its own. */
export const at = (origin: string): string =>
  origin.startsWith(':') ? `${location.protocol}//${location.hostname}${origin}` : origin

async function post(origin: string, body: Bytes): Promise<string> {
  let response: Response
  try {
    response = await fetch(`${at(origin)}/cast`, {
      method: 'POST',
      body,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      headers: { 'Accept-Language': document.documentElement.lang || 'vi' },
      signal: AbortSignal.timeout(PATIENCE),
    })
  } catch {
    throw new Unreachable()
  }
  const said = (await response.json().catch(() => null)) as Record<string, string> | null
  if (response.ok && said?.tracker) return said.tracker
  if (response.status >= 500 || !said) throw new Unreachable()
  throw new Refusal(String(said.code), String(said.detail ?? ''), response.status, {})
}

/** Return the tracker that the box answers. Raises Refusal; Unreachable once `wanted` says no. */
export async function cast(
  origin: string,
  body: Bytes,
  { onTry, wanted }: { onTry: (n: number) => void; wanted: () => boolean },
): Promise<string> {
  for (let n = 1; ; n++) {
    try {
      return await post(origin, body)
    } catch (problem) {
      const early = problem instanceof Refusal && problem.code === 'voting.box_not_yet'
      if (!(problem instanceof Unreachable || early) || !wanted()) throw problem
      onTry(n + 1)
      await pause(Math.min(4_000, 300 * 2 ** n) * (0.6 + Math.random() * 0.8))
    }
  }
}
