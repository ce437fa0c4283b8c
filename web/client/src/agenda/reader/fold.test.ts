import { expect, test } from 'vitest'
import { fold, occurrences } from './fold'

const found = (text: string, query: string, exact = false) =>
  occurrences(text, query, exact).map(([from, to]) => text.slice(from, to))

test('letters are found without their marks, and đ as d', () => {
  expect(found('Căn cứ Nghị quyết số 12', 'nghi quyet')).toEqual(['Nghị quyết'])
  expect(found('Căn cứ Nghị quyết số 12', 'NGHỊ QUYẾT')).toEqual(['Nghị quyết'])
  expect(found('Điện Biên, điện biên, dien bien', 'dien bien')).toEqual([
    'Điện Biên',
    'điện biên',
    'dien bien',
  ])
})

test('a word that goes on in the next line is one word', () => {
  expect(found('Hội đồng\n   nhân dân tỉnh', 'hoi dong nhan dan')).toEqual(['Hội đồng\n   nhân dân'])
  expect(found('ngân\u00adsách', 'ngan sach')).toEqual([])
  expect(found('ngân\u00adsách', 'ngansach')).toEqual(['ngân\u00adsách'])
})

test('decomposed letters are found whole, their marks with them', () => {
  const text = 'nghị quyết'.normalize('NFD')

  expect(found(`(${text})`, 'nghi quyet')).toEqual([text])
})

test('with marks that count, only the same word is found, wherever the tone is written', () => {
  expect(found('hòa hoà hoa Hoa', 'hòa', true)).toEqual(['hòa', 'hoà'])
  expect(found('hòa hoà hoa Hoa', 'hoa', true)).toEqual(['hoa', 'Hoa'])
  expect(found('đất dat', 'dat', true)).toEqual(['dat'])
})

test('hits do not lie upon one another, and nothing is found by nothing', () => {
  expect(found('ananan', 'an')).toEqual(['an', 'an', 'an'])
  expect(found('aaaa', 'aa')).toEqual(['aa', 'aa'])
  expect(found('abc', '  ')).toEqual([])
  expect(found('', 'a')).toEqual([])
})

test('each folded letter knows its place, also after letters of two units', () => {
  expect(fold('𝐀 Đế')).toEqual({ text: '𝐀 de', at: [0, 0, 2, 3, 4, 5] })
  expect(found('𝐀 Đế đô', 'de do')).toEqual(['Đế đô'])
})
