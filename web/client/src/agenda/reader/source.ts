/** Where the bytes and the words of one version of a paper come from: this device first, then the server. */
import { request } from '@/stream/http'

export interface Source {
  document: string
  version: number
}

interface Words {
  pages: { no: number; text: string }[]
}

/** Asked for only when a paper is opened: what is kept is no part of the first load. */
const here = () => import('../offline/papers').catch(() => null)

export const addressOf = ({ document, version }: Source) =>
  `/api/documents/${document}/file?version=${version}`

/** The file as it is kept here, else its address: pdf.js then asks for ranges of it. */
export async function bytesOf(source: Source): Promise<Uint8Array | string> {
  const bytes = await (await here())?.keptFile(source.document, source.version).catch(() => null)
  return bytes ?? addressOf(source)
}

/** The words of each page, kept here or from the server; null where neither has them. */
export async function wordsOf({ document, version }: Source): Promise<string[] | null> {
  const kept = await (await here())?.keptText(document, version).catch(() => null)
  const words =
    kept ?? (await request<Words>(`/api/documents/${document}/text?version=${version}`).catch(() => null))
  // A scan without letters has none here; what the file itself says is then as good.
  return words?.pages.some(({ text }) => text.trim()) ? words.pages.map(({ text }) => text) : null
}
