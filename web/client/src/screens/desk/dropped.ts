/** The files that were let go over the desk, folders and all, each with the path that leads to it. */

/** What the server takes in, or turns into a PDF where it can. */
export const ACCEPTED = '.pdf,.docx,.xlsx,.pptx,.doc,.xls,.ppt,.odt,.ods,.odp,application/pdf'

export interface Incoming {
  file: File
  /** `Hồ sơ 2/Tờ trình.pdf`; the name alone when it came without a folder. */
  path: string
}

/** What systems and editors leave in folders and nobody means to hand in. */
export function isMeant(path: string): boolean {
  const names = path.split('/')
  return (
    !names.some((name) => /^(\.|~\$|__MACOSX$)/.test(name)) &&
    !/^(thumbs\.db|desktop\.ini)$/i.test(names.at(-1)!)
  )
}

/** From an input of files, or of a folder. */
export function picked(files: Iterable<File>): Incoming[] {
  return [...files]
    .map((file) => ({ file, path: file.webkitRelativePath || file.name }))
    .filter(({ path }) => isMeant(path))
    .sort(byPath)
}

/** From a drop; the entries must be asked for at once, for the list is empty after the event. */
export async function dropped(transfer: DataTransfer): Promise<Incoming[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null)
  if (!entries.some(Boolean)) return picked(transfer.files)
  const found = await Promise.all(entries.map((entry) => (entry ? walk(entry) : [])))
  return found
    .flat()
    .filter(({ path }) => isMeant(path))
    .sort(byPath)
}

async function walk(entry: FileSystemEntry): Promise<Incoming[]> {
  const path = entry.fullPath.replace(/^\//, '')
  if (entry.isFile) {
    const file = await new Promise<File>((give, fail) => (entry as FileSystemFileEntry).file(give, fail))
    return [{ file, path }]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const inside: FileSystemEntry[] = []
  // A reader gives a hundred at a time, and none when it is through.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((give, fail) => reader.readEntries(give, fail))
    if (!some.length) break
    inside.push(...some)
  }
  return (await Promise.all(inside.map(walk))).flat()
}

const byPath = (a: Incoming, b: Incoming) => a.path.localeCompare(b.path, 'vi', { numeric: true })
