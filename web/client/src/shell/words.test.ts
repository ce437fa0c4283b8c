/** Every word there is in both languages; a missing key would show itself to the people in the hall. */
import { expect, test } from 'vitest'

type Tree = { [name: string]: string | Tree }
const files = import.meta.glob<{ default: { vi: Tree; en: Tree } }>('../**/words.ts', { eager: true })

function paths(tree: Tree, above = ''): [string, string][] {
  return Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [[above + name, value]] : paths(value, `${above}${name}.`),
  )
}
const names = (text: string) =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => (name ?? '').toLowerCase()).sort()

test('each subject and each screen has its words', () => {
  expect(Object.keys(files).length).toBeGreaterThan(10)
})

test.each(Object.entries(files))(
  '%s has the same words in Vietnamese and in English',
  (_, { default: words }) => {
    const vi = paths(words.vi)
    const en = paths(words.en)

    expect(en.map(([path]) => path).sort()).toEqual(vi.map(([path]) => path).sort())
    expect([...vi, ...en].filter(([, text]) => !text.trim())).toEqual([])
  },
)

test.each(Object.entries(files))(
  '%s asks for nothing in English that Vietnamese is not given',
  (_, { default: words }) => {
    const vi = new Map(paths(words.vi))

    const odd = paths(words.en).filter(([path, text]) => {
      const given = new Set(names(vi.get(path) ?? ''))
      return names(text).some((name) => !given.has(name))
    })

    expect(odd).toEqual([])
  },
)
