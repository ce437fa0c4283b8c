import { expect, test } from 'vitest'
import { snippet } from './searching'

const shown = (text: string, query: string) =>
  snippet(text, query)
    ?.map((piece) => (piece.hit ? `[${piece.text}]` : piece.text))
    .join('')

test('a hit stands in its context, found without marks and across lines', () => {
  expect(shown('Căn cứ Nghị\nquyết số 12/NQ-HĐND về ngân sách', 'nghi quyet')).toBe(
    'Căn cứ [Nghị quyết] số 12/NQ-HĐND về ngân sách',
  )
  expect(shown('ngân sách và ngân sách', 'ngan sach')).toBe('[ngân sách] và [ngân sách]')
})

test('a long page is cut between words around its first hit', () => {
  const long = `${'trước '.repeat(40)}ĐIỂM${' sau'.repeat(40)}`

  expect(shown(long, 'diem')).toBe(`… ${'trước '.repeat(11)}[ĐIỂM]${' sau'.repeat(17)} …`)
})

test('a page without the words has no snippet', () => {
  expect(snippet('ngân hàng', 'ngan sach')).toBe(null)
  expect(snippet('', 'a')).toBe(null)
})
