import { expect, test } from 'vitest'
import { groups } from './listing'
import type { Row } from './book'
import type { Note } from './types'

let made = 0
function row(more: Partial<Note>): Row {
  const note = {
    id: `n${++made}`,
    document: '49',
    version: 1,
    page: 1,
    kind: 'NOTE',
    body: {},
    own: true,
    shared_with: 'PRIVATE',
    listed: false,
    deleted: false,
    made_at: `2026-11-24T08:00:${String(made).padStart(2, '0')}Z`,
    ...more,
  } as Note
  return { note, dirty: false, edit: 1, sent: true }
}
const told = (rows: Row[], wish = {}) =>
  groups(rows, ['50', '49'], wish).map(({ document, lines }) => [
    document,
    lines.map(({ note, count }) => `${note.kind} ${note.page} ×${count}`),
  ])

test('notes are in the order of the papers and pages, and the strokes of a page are one line', () => {
  const rows = [
    row({ page: 7, kind: 'PEN' }),
    row({ page: 2 }),
    row({ page: 7, kind: 'MARKER' }),
    row({ document: '50', kind: 'BOOKMARK', page: 3 }),
  ]

  expect(told(rows)).toEqual([
    ['50', ['BOOKMARK 3 ×1']],
    ['49', ['NOTE 2 ×1', 'PEN 7 ×2']],
  ])
})

test('a word finds with or without marks', () => {
  const rows = [row({ body: { text: 'Hỏi về đất đai' } }), row({ page: 2, body: { text: 'Nguồn vốn' } })]

  expect(told(rows, { words: 'dat dai' })).toEqual([['49', ['NOTE 1 ×1']]])
  expect(told(rows, { kind: 'PEN' })).toEqual([])
})

test('what others shared, what is not placed and what is deleted is not among one’s own', () => {
  expect(told([row({ own: false }), row({ listed: true }), row({ deleted: true })])).toEqual([])
})

test('a stroke that was shared stands by itself, so that its answer has a place', () => {
  const rows = [row({ kind: 'PEN' }), row({ kind: 'PEN', shared_with: 'SECRETARIAT' }), row({ kind: 'PEN' })]

  expect(told(rows)).toEqual([['49', ['PEN 1 ×2', 'PEN 1 ×1']]])
})
