import { expect, test } from 'vitest'
import { dropped, isMeant, picked } from './dropped'

const file = (name: string) => new File(['%PDF-'], name)
type Tree = { [name: string]: Tree | File }

/** A folder as a browser gives it: a hundred entries at a time. */
function entry(path: string, what: Tree | File): FileSystemEntry {
  if (what instanceof File)
    return { isFile: true, fullPath: path, file: (give: (file: File) => void) => give(what) } as never
  const inside = Object.entries(what).map(([name, each]) => entry(`${path}/${name}`, each))
  const readEntries = (give: (some: FileSystemEntry[]) => void) => give(inside.splice(0, 100))
  return { isFile: false, fullPath: path, createReader: () => ({ readEntries }) } as never
}
const transfer = (...entries: FileSystemEntry[]) =>
  ({ files: [], items: entries.map((each) => ({ webkitGetAsEntry: () => each })) }) as unknown as DataTransfer

test('a folder gives all its files, those of inner folders too, in the order people count', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 230 }, (_, n) => [`${n + 1}.pdf`, file(`${n + 1}.pdf`)]),
  )
  const found = await dropped(
    transfer(entry('/Kỳ họp', { 'Hồ sơ 2': many, 'Hồ sơ 10': { 'a.pdf': file('a.pdf') } })),
  )
  expect(found).toHaveLength(231)
  expect([found[0]!.path, found[9]!.path, found[230]!.path]).toEqual([
    'Kỳ họp/Hồ sơ 2/1.pdf',
    'Kỳ họp/Hồ sơ 2/10.pdf',
    'Kỳ họp/Hồ sơ 10/a.pdf',
  ])
})

test('what systems leave in folders is not handed in', () => {
  const paths = ['.DS_Store', 'a/.git/x', '~$bao cao.docx', '__MACOSX/a.pdf', 'a/Thumbs.db', 'a/bao cao.pdf']
  expect(paths.filter(isMeant)).toEqual(['a/bao cao.pdf'])
  expect(picked([file('b.pdf'), file('.hidden')]).map(({ path }) => path)).toEqual(['b.pdf'])
})
