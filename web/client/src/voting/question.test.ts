import { expect, test } from 'vitest'
import type { Dossier, Item } from '@/agenda/types'
import { decidedAt, proposedQuestion, resolutionOn } from './question'

const item = (title: string, dossiers: Item['dossiers'] = []) => ({ title, dossiers }) as unknown as Item
const dossier = (id: string, title: string) => ({ id, title }) as unknown as Dossier

test('a resolution is about a plan', () => {
  expect(resolutionOn('Kế hoạch đầu tư công năm 2024')).toBe(
    'Thông qua Nghị quyết về kế hoạch đầu tư công năm 2024',
  )
})

test('a title that begins with a verb takes no "về"', () => {
  expect(resolutionOn('Quy định mức thu học phí năm học 2024 - 2025')).toBe(
    'Thông qua Nghị quyết quy định mức thu học phí năm học 2024 - 2025',
  )
  expect(resolutionOn('Sửa đổi, bổ sung quy định nội dung chi')).toBe(
    'Thông qua Nghị quyết sửa đổi, bổ sung quy định nội dung chi',
  )
})

test('a noun that only begins like a verb is a noun', () => {
  expect(resolutionOn('Giáo dục mầm non')).toBe('Thông qua Nghị quyết về giáo dục mầm non')
})

test('the question comes from the dossier that is decided', () => {
  expect(proposedQuestion(item('Mục 14'), dossier('1', 'Kế hoạch đầu tư công'))).toBe(
    'Thông qua Nghị quyết về kế hoạch đầu tư công',
  )
})

test('without a dossier it comes from the words of the programme', () => {
  expect(proposedQuestion(item('Phiên trù bị: thông qua chương trình kỳ họp, cử Thư ký kỳ họp'))).toBe(
    'Thông qua chương trình kỳ họp, cử Thư ký kỳ họp',
  )
  expect(proposedQuestion(item('Biểu quyết thông qua nghị quyết: Kế hoạch năm 2024'))).toBe(
    'Thông qua Nghị quyết về kế hoạch năm 2024',
  )
  expect(proposedQuestion(item('Thành lập Ban kiểm phiếu 7 người'))).toBe('Thành lập Ban kiểm phiếu 7 người')
})

test('only what is decided here may be chosen', () => {
  const here = item('Mục 14', [
    { dossier: '1', stage: 'DISCUSSED' },
    { dossier: '2', stage: 'DECIDED' },
  ])
  expect(decidedAt(here, [dossier('1', 'Một'), dossier('2', 'Hai')]).map((d) => d.id)).toStrictEqual(['2'])
})
