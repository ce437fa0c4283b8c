import { expect, test } from 'vitest'
import { paragraphs, spoken } from './paragraphs'

test('lines of a paragraph are joined, and what begins anew is not', () => {
  const page = `HỘI ĐỒNG NHÂN DÂN
TỈNH ĐIỆN BIÊN
Điều 1. Phạm vi điều chỉnh
Nghị quyết này quy định mức chi hỗ trợ đối với
đại biểu Hội đồng nhân dân các cấp trên địa bàn tỉnh
Điện Biên.
1. Mức chi hỗ trợ hằng tháng được áp dụng cho các
xã khu vực III.
a) Xã biên giới;
- Các trường hợp khác.
12`

  expect(paragraphs(page)).toEqual([
    'HỘI ĐỒNG NHÂN DÂN TỈNH ĐIỆN BIÊN',
    'Điều 1. Phạm vi điều chỉnh',
    'Nghị quyết này quy định mức chi hỗ trợ đối với đại biểu Hội đồng nhân dân các cấp trên địa bàn tỉnh Điện Biên.',
    '1. Mức chi hỗ trợ hằng tháng được áp dụng cho các xã khu vực III.',
    'a) Xã biên giới;',
    '- Các trường hợp khác.',
  ])
})

test('an empty line separates, and a page without words has no paragraph', () => {
  expect(paragraphs('Một dòng dài của đoạn đầu\n\ndòng của đoạn sau')).toEqual([
    'Một dòng dài của đoạn đầu',
    'dòng của đoạn sau',
  ])
  expect(paragraphs(' \n \r\n')).toEqual([])
})

test('the number at the edge of a page is no word, a figure within it is', () => {
  expect(paragraphs('– 7 –\nTổng số:\n2023\nđồng.\n8')).toEqual(['Tổng số:', '2023', 'đồng.'])
})

test('a voice is given whole sentences, in pieces it can hold', () => {
  expect(spoken('Một. Hai; ba: bốn!', 12)).toEqual(['Một. Hai;', 'ba: bốn!'])
  expect(spoken('Không có dấu chấm')).toEqual(['Không có dấu chấm'])
})
