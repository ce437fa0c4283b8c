/** Where the bytes and the words of one version of a paper come from: this device first, then the server. */
import { request } from '@/stream/http'
import type { Parts } from '../offline/papers'

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

/** What is taken away bears one's name and the time on every page; what is read here does not. */
export const downloadOf = ({ document, version }: Source) =>
  `/api/documents/${document}/download?version=${version}`

/** The file as it is kept here, read where it is needed; else its address: pdf.js then asks for ranges of it. */
export async function bytesOf(source: Source): Promise<Parts | string> {
  const parts = await (await here())?.keptParts(source.document, source.version).catch(() => null)
  return parts ?? addressOf(source)
}

/** The words of each page, kept here or from the server; null where neither has them. */
export async function wordsOf({ document, version }: Source): Promise<string[] | null> {
  const kept = await (await here())?.keptText(document, version).catch(() => null)
  const words =
    kept ?? (await request<Words>(`/api/documents/${document}/text?version=${version}`).catch(() => null))
  // A scan without letters has none here; what the file itself says is then as good.
  return words?.pages.some(({ text }) => text.trim()) ? words.pages.map(({ text }) => text) : null
}
