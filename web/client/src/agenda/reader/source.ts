/** Where the bytes and the words of one version of a paper come from: this device first, then the server. */
export interface Source {
  document: string
  version: number
}

interface Kept {
  keptFile(document: string, version: number): Promise<Uint8Array | null>
}
// Asked for only when a paper is opened: what is kept is no part of the first load.
const kept = import.meta.glob<Kept>('../offline/papers.ts')

async function here(): Promise<Kept | null> {
  const [load] = Object.values(kept)
  return load ? load().catch(() => null) : null
}

export const addressOf = ({ document, version }: Source) =>
  `/api/documents/${document}/file?version=${version}`

/** The file as it is kept here, else its address: pdf.js then asks for ranges of it. */
export async function bytesOf(source: Source): Promise<Uint8Array | string> {
  const bytes = await (await here())?.keptFile(source.document, source.version).catch(() => null)
  return bytes ?? addressOf(source)
}
