/** Taking one paper to this device: part by part, from where it broke off, and not trusted before it is summed. */
import { copied, type Version } from '@/stream/device'
import { Refusal, request, Unreachable } from '@/stream/http'
import type { Vault } from '@/stream/vault'
import { assembled, keepMeta, keepPart, keepText, PART, type Kept, type KeptText } from './papers'

/** The server sent something else than it had announced. */
export class Damaged extends Error {}

export type Fetching = (url: string, from: number, signal: AbortSignal) => AsyncIterable<Uint8Array>

/** The bytes of a file from an offset on. Raises Refusal, or Unreachable when the line breaks. */
export async function* bytesFrom(url: string, from: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    const response = await fetch(url, {
      signal,
      headers: from ? { Range: `bytes=${from}-` } : {},
      credentials: 'same-origin',
    })
    if (!response.ok) throw await refusal(response)
    // Whoever ignores the range sends all: what is here already is skipped.
    let skip = response.status === 206 ? 0 : from
    const reader = response.body!.getReader()
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const chunk = read.value.subarray(Math.min(skip, read.value.byteLength))
      skip -= read.value.byteLength - chunk.byteLength
      if (chunk.byteLength) yield chunk
    }
  } catch (problem) {
    if (problem instanceof Refusal || (problem as Error).name === 'AbortError') throw problem
    throw new Unreachable()
  }
}

async function refusal(response: Response): Promise<Error> {
  if (response.status >= 500 || response.status === 429) return new Unreachable()
  const said = (await response.json().catch(() => null)) as { code?: string; detail?: string } | null
  return new Refusal(said?.code ?? 'web.unknown', said?.detail ?? '', response.status, {})
}

const hex = (digest: ArrayBuffer) =>
  [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** Take what is missing of `row`; `tell` hears how many of its bytes are here. Raises Damaged besides. */
export async function take(
  vault: Vault,
  row: Kept,
  {
    signal,
    tell,
    bytes = bytesFrom,
  }: { signal: AbortSignal; tell: (have: number) => void; bytes?: Fetching },
): Promise<void> {
  await fill(vault, row, signal, tell, bytes)
  const whole = await assembled(vault, row)
  if (!whole || hex(await crypto.subtle.digest('SHA-256', whole)) !== row.sha256) {
    await vault.removeAll('paper', `part/${row.document}/${row.version}/`)
    row.parts = 0
    await keepMeta(vault, row)
    throw new Damaged()
  }
  await takeText(vault, row)
  row.whole = true
  row.at = new Date().toISOString()
  await keepMeta(vault, row)
  await copied([{ document: row.document, version: row.version }], 'taken')
}

async function fill(
  vault: Vault,
  row: Kept,
  signal: AbortSignal,
  tell: (have: number) => void,
  bytes: Fetching,
): Promise<void> {
  let have = row.parts * PART
  tell(Math.min(have, row.size))
  if (have >= row.size) return
  const next = new Uint8Array(PART)
  let filled = 0
  const put = async () => {
    await keepPart(vault, row, row.parts, next.slice(0, filled))
    row.parts++
    filled = 0
    await keepMeta(vault, row)
  }
  const url = `/api/documents/${row.document}/file?version=${row.version}`
  for await (const chunk of bytes(url, have, signal)) {
    have += chunk.byteLength
    if (have > row.size) throw new Damaged()
    for (let at = 0; at < chunk.byteLength;) {
      const piece = chunk.subarray(at, at + PART - filled)
      next.set(piece, filled)
      filled += piece.byteLength
      at += piece.byteLength
      if (filled === PART) await put()
    }
    tell(have)
  }
  // A line that breaks may look like an end: what is short is asked for again from there.
  if (have < row.size) throw new Unreachable()
  if (filled) await put()
}

/** The words of its pages, for searching without the network; a paper without them is kept all the same. */
async function takeText(vault: Vault, { document, version }: Version): Promise<void> {
  try {
    await keepText(vault, await request<KeptText>(`/api/documents/${document}/text?version=${version}`))
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem
  }
}
