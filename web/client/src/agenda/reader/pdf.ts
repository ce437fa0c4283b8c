/** Opening a paper with pdf.js: by ranges, in one worker for all papers; and what went wrong, as one can act on it. */
import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Parts } from '../offline/papers'
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'

export type Pdf = pdfjs.PDFDocumentProxy
export type PdfPage = pdfjs.PDFPageProxy
export const { RenderingCancelledException, TextLayer } = pdfjs

/** For one canvas. More costs an old tablet its memory and shows little. */
export const MOST_PIXELS =
  ((navigator as { deviceMemory?: number }).deviceMemory ?? 4) >= 8 ? 12_000_000 : 6_000_000

pdfjs.GlobalWorkerOptions.workerSrc = workerUrl
const files = `${import.meta.env.BASE_URL}pdfjs/`
let worker: pdfjs.PDFWorker | null = null

/** Ranges of a file that lies on this device; `failed` when it is no longer there. */
function rangesOf({ size, read }: Parts, failed: (problem: Error) => void): pdfjs.PDFDataRangeTransport {
  const ranges = new pdfjs.PDFDataRangeTransport(size, null)
  ranges.requestDataRange = (from: number, to: number) => {
    read(from, to).then((bytes) => ranges.onDataRange(from, bytes), failed)
  }
  return ranges
}

/**
 * From an address, or from what is kept here. Nothing is fetched or unsealed but what the pages on screen
 * need: `disableAutoFetch` works only without streaming.
 */
export function openPdf(
  from: string | Parts,
  failed: (problem: Error) => void = () => undefined,
): pdfjs.PDFDocumentLoadingTask {
  if (!worker || worker.destroyed) worker = new pdfjs.PDFWorker()
  return pdfjs.getDocument({
    ...(typeof from === 'string' ? { url: from } : { range: rangesOf(from, failed) }),
    worker,
    rangeChunkSize: typeof from === 'string' ? 64 * 1024 : from.piece,
    disableAutoFetch: true,
    disableStream: true,
    wasmUrl: `${files}wasm/`,
    cMapUrl: `${files}cmaps/`,
    standardFontDataUrl: `${files}standard_fonts/`,
    iccUrl: `${files}iccs/`,
  })
}

/** `recalled`: the server no longer gives it; `broken`: it came, and cannot be shown. */
export type Trouble = 'unreachable' | 'recalled' | 'signedOut' | 'broken'

const SILENT = /fetch|network|load failed|abort/i

export function troubleOf(problem: unknown): Trouble {
  const { name, message, status } = problem as { name?: string; message?: string; status?: number }
  if (status === 401) return 'signedOut'
  if (status === 403 || status === 404 || status === 410) return 'recalled'
  if (name === 'ResponseException') return 'unreachable'
  if (name === 'TimeoutError' || SILENT.test(message ?? '')) return 'unreachable'
  return 'broken'
}
