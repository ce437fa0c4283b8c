/** The papers kept on this device: what there is of each, and how to read one without the network. */
import { computed, shallowReactive, watch } from 'vue'
import { copied, onPurge, type Version } from '@/stream/device'
import { holding, openVault, type Vault } from '@/stream/vault'

/** One version of a paper. Until it is `whole`, its first `parts` are here and can be built upon. */
export interface Kept extends Version {
  meeting: string
  meetingName: string
  title: string
  size: number
  sha256: string
  parts: number
  whole: boolean
  at: string
  /** The length of its sealed pieces; another one than today's, and it is taken anew. */
  cut?: number
}
export interface KeptText {
  document: string
  version: number
  pages: { no: number; text: string }[]
}

/**
 * What a paper is sealed in. A page needs a few ranges, each where the one before it points to: they are there in
 * milliseconds only if little is unsealed for each. Below 64 KiB browsers keep a value beside its key, above in a
 * file of its own, which costs an opening for each reading.
 */
const PIECE = 60 * 1024
const PIECES = 16
/** What a paper is taken in: a download that breaks off goes on from the last whole part. */
export const PART = PIECES * PIECE

export const nameOf = ({ document, version }: Version): string => `${document}/${version}`
const meta = (version: Version) => `meta/${nameOf(version)}`
const pieces = (version: Version) => `part/${nameOf(version)}/`
const piece = (version: Version, no: number) => pieces(version) + String(no).padStart(5, '0')

const kept = shallowReactive(new Map<string, Kept>())
let loading: Promise<Vault | null> | null = null
// What is locked or destroyed is not listed, and is read anew when the vault opens again.
watch(
  holding,
  (now) => {
    loading = null
    kept.clear()
    if (now === 'open') void loadKept()
  },
  { flush: 'sync' },
)

/** The list as the vault has it; read once for each opening of the vault, and kept up to date from then on. */
export function loadKept(): Promise<Vault | null> {
  return (loading ??= list())
}
async function list(): Promise<Vault | null> {
  const vault = await openVault()
  const rows = (await vault?.all<Kept>('paper', 'meta/')) ?? []
  for (const [, row] of rows) {
    if (vault && row.cut !== PIECE) await uncut(vault, row)
    kept.set(nameOf(row), row)
  }
  if (!vault) loading = null
  return vault
}

/** It was kept in pieces of another length, by an earlier version of this client: taken again, from the beginning. */
async function uncut(vault: Vault, row: Kept): Promise<void> {
  await vault.removeAll('paper', pieces(row))
  Object.assign(row, { parts: 0, whole: false })
  await keepMeta(vault, row)
}

export async function keepMeta(vault: Vault, row: Kept): Promise<void> {
  row.cut = PIECE
  await vault.put('paper', meta(row), row)
  kept.set(nameOf(row), { ...row })
}
export async function keepPart(vault: Vault, version: Version, no: number, bytes: Uint8Array): Promise<void> {
  const count = Math.ceil(bytes.byteLength / PIECE)
  const each = (at: number) =>
    vault.put('paper', piece(version, no * PIECES + at), bytes.subarray(at * PIECE, (at + 1) * PIECE))
  await Promise.all(Array.from({ length: count }, (_, at) => each(at)))
}

/** The bytes of a version from the vault, whole or as far as they go; null when a piece is missing. */
export async function assembled(vault: Vault, row: Kept): Promise<Uint8Array<ArrayBuffer> | null> {
  const bytes = new Uint8Array(row.size)
  const count = Math.ceil(row.size / PIECE)
  for (let from = 0; from < count; from += PIECES) {
    const found = await Promise.all(
      Array.from({ length: Math.min(PIECES, count - from) }, (_, at) =>
        vault.get<Uint8Array>('paper', piece(row, from + at)),
      ),
    )
    for (const [at, next] of found.entries()) {
      const begin = (from + at) * PIECE
      if (!next || begin + next.byteLength > row.size) return null
      bytes.set(next, begin)
    }
  }
  return bytes
}

/** A fresh array each time: pdf.js empties the one that it is given. Null when it is not kept whole. */
export async function keptFile(document: string, version: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const vault = await loadKept()
  const row = kept.get(nameOf({ document, version }))
  return vault && row?.whole ? assembled(vault, row) : null
}

/** A version that is kept whole, to be read anywhere in it: a page is there before 30 MB are unsealed. */
export interface Parts {
  size: number
  /** What is best read at once, counted from the beginning. */
  piece: number
  /** The bytes [from, to[. Raises when a piece is no longer here. */
  read: (from: number, to: number) => Promise<Uint8Array>
}
/** Pieces read last stay open: what several pages need is asked for again. */
const OPEN = 32

export async function keptParts(document: string, version: number): Promise<Parts | null> {
  const vault = await loadKept()
  const row = kept.get(nameOf({ document, version }))
  if (!vault || !row?.whole) return null
  const open = new Map<number, Promise<Uint8Array | undefined>>()
  function at(no: number): Promise<Uint8Array | undefined> {
    const found = open.get(no) ?? vault!.get<Uint8Array>('paper', piece(row!, no))
    open.delete(no)
    open.set(no, found)
    for (const oldest of open.keys()) if (open.size > OPEN) open.delete(oldest)
    return found
  }
  async function read(from: number, to: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(to - from)
    const first = Math.floor(from / PIECE)
    const found = await Promise.all(
      Array.from({ length: Math.ceil(to / PIECE) - first }, (_, nth) => at(first + nth)),
    )
    for (const [nth, each] of found.entries()) {
      const begins = (first + nth) * PIECE
      if (!each) throw new Error(`piece ${first + nth} of ${document}/${version} is gone`)
      const begin = Math.max(from, begins)
      bytes.set(each.subarray(begin - begins, to - begins), begin - from)
    }
    return bytes
  }
  // A PDF begins at its beginning and at its end: both are unsealed while the reader is still being built.
  void at(0).catch(() => undefined)
  void at(Math.floor((row.size - 1) / PIECE)).catch(() => undefined)
  return { size: row.size, piece: PIECE, read }
}

export async function keptText(document: string, version: number): Promise<KeptText | null> {
  const vault = await loadKept()
  return (await vault?.get<KeptText>('text', nameOf({ document, version }))) ?? null
}
export const keepText = (vault: Vault, text: KeptText): Promise<void> => vault.put('text', nameOf(text), text)

/** Destroy copies and say so to the server; one that was not here is acknowledged as well. */
export async function destroyCopies(versions: Version[]): Promise<void> {
  const vault = await loadKept()
  if (!vault || !versions.length) return
  for (const version of versions) {
    kept.delete(nameOf(version))
    await vault.removeAll('paper', pieces(version))
    await vault.remove('text', nameOf(version))
  }
  await copied(versions, 'purged')
  // Last, so that what breaks off here is done again at the next opening.
  for (const version of versions) await vault.remove('paper', meta(version))
}
onPurge(destroyCopies)

export function useKept() {
  void loadKept()
  const rows = computed(() => [...kept.values()].sort((a, b) => Number(a.document) - Number(b.document)))
  const has = (document: string, version: number) => kept.get(nameOf({ document, version }))?.whole === true
  const bytes = computed(() =>
    rows.value.reduce((sum, row) => sum + (row.whole ? row.size : row.parts * PART), 0),
  )
  return { rows, has, bytes }
}
