/** A paper is opened from the tap on, while its screen is still being built; who shows it takes the opening over. */
import type { PDFDocumentLoadingTask } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { openPdf } from './pdf'
import { bytesOf, type Source } from './source'

export interface Opening {
  task: PDFDocumentLoadingTask
  /** It lies on this device, whole. */
  local: boolean
  /** To be told when what is kept here goes away while it is read. */
  listen: (gone: () => void) => void
}

/** Longer than any screen takes to be built: then nobody shows it. */
const UNCLAIMED = 10_000

async function begin(source: Source): Promise<Opening> {
  const from = await bytesOf(source)
  let lost = false
  let tell = () => {}
  const task = openPdf(from, () => {
    lost = true
    tell()
  })
  return {
    task,
    local: typeof from !== 'string',
    listen(gone) {
      tell = gone
      if (lost) gone()
    },
  }
}

const nameOf = ({ document, version }: Source) => `${document}/${version}`
let waiting: { name: string; opening: Promise<Opening>; timer: number } | null = null

function leave(): void {
  if (!waiting) return
  window.clearTimeout(waiting.timer)
  void waiting.opening.then(({ task }) => task.destroy())
  waiting = null
}

export function openEarly(source: Source): void {
  leave()
  const opening = begin(source)
  // What fails unheard fails again for who asks for it.
  void opening.then(({ task }) => task.promise.catch(() => undefined))
  waiting = { name: nameOf(source), opening, timer: window.setTimeout(leave, UNCLAIMED) }
}

export function openingOf(source: Source): Promise<Opening> {
  if (waiting?.name !== nameOf(source)) return begin(source)
  const { opening, timer } = waiting
  window.clearTimeout(timer)
  waiting = null
  return opening
}

/** The code for reading is here before it is needed. */
export const fetchReader = () => Promise.all([import('./PdfReader.vue'), import('../offline/papers')])
