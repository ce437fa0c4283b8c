import { expect, test } from 'vitest'
import { guess, placeOf } from './guess'

const DOSSIERS = [
  { id: '11', no: '1', title: 'Nghị quyết về dự toán ngân sách địa phương năm 2024' },
  { id: '12', no: '2', title: 'Nghị quyết ban hành quy định về bảng giá đất trên địa bàn tỉnh' },
  { id: '13', no: '03', title: 'Nghị quyết về chính sách hỗ trợ giáo viên mầm non' },
]
const ITEMS = [
  { id: '21', no: '4', title: 'Báo cáo tình hình kinh tế - xã hội năm 2023' },
  { id: '22', no: '4.2', title: 'Báo cáo kết quả giám sát chuyên đề về rừng' },
  { id: '23', no: '9', title: 'Biểu quyết nghị quyết về bảng giá đất trên địa bàn tỉnh' },
]
const where = (path: string, title = guess(path).title) => placeOf(path, title, ITEMS, DOSSIERS)

test('a file name tells number, kind and title', () => {
  expect(guess('123-TTr-UBND_Về dự toán ngân sách.pdf')).toEqual({
    kind: 'SUBMISSION',
    number: '123/TTr-UBND',
    title: 'Về dự toán ngân sách',
  })
  expect(guess('Bao cao tham tra ve gia dat.PDF')).toEqual({
    kind: 'EXAMINATION_REPORT',
    number: '',
    title: 'Bao cao tham tra ve gia dat',
  })
  expect(guess('Tờ trình về dự thảo nghị quyết.pdf').kind).toBe('SUBMISSION')
  expect(guess('145-BC-HĐND.pdf')).toEqual({ kind: 'REPORT', number: '145/BC-HĐND', title: '145-BC-HĐND' })
  expect(guess('scan0001.pdf')).toEqual({ kind: 'OTHER', number: '', title: 'Scan0001' })
})

test('folders do not disturb what the name of the file says', () => {
  expect(guess('Kỳ họp 13/HS 2/145-BC-HĐND_Thẩm tra bảng giá đất.docx')).toEqual({
    kind: 'EXAMINATION_REPORT',
    number: '145/BC-HĐND',
    title: 'Thẩm tra bảng giá đất',
  })
  expect(guess('PL01 Biểu giá.xlsx').kind).toBe('ANNEX')
  expect(guess('DTNQ gia dat.pdf').kind).toBe('DRAFT_RESOLUTION')
})

test('a name that is composed of letters and marks apart is read as any other', () => {
  expect(guess('12-TTr-UBND Về giá đất.pdf'.normalize('NFD'))).toEqual(guess('12-TTr-UBND Về giá đất.pdf'))
  expect(guess('09-ĐA-UBND Về trường học.pdf'.normalize('NFD')).kind).toBe('SCHEME')
})

test('a number that is named leads to the dossier or the item', () => {
  expect(where('Ho so 03/To trinh.pdf')).toBe('dossier:13')
  expect(where('HS2_tham tra.pdf')).toBe('dossier:12')
  expect(where('Mục 4.2/BC.pdf')).toBe('item:22')
  expect(where('noi dung so 4 - bao cao.pdf')).toBe('item:21')
  expect(where('HS 9/to trinh.pdf')).toBeNull()
})

test('the innermost folder counts', () => {
  expect(where('Hồ sơ 1/Hồ sơ 2/to trinh.pdf')).toBe('dossier:12')
})

test('without a number the title leads there, with marks or without', () => {
  expect(where('12-TTr-UBND ban hanh quy dinh bang gia dat tren dia ban tinh.pdf')).toBe('dossier:12')
  expect(where('scan0001.pdf', 'Tờ trình về chính sách hỗ trợ giáo viên mầm non')).toBe('dossier:13')
  expect(where('BC kết quả giám sát chuyên đề rừng.pdf')).toBe('item:22')
})

test('words that every title has lead nowhere', () => {
  expect(where('Nghị quyết về.pdf')).toBeNull()
  expect(where('Báo cáo năm 2024.pdf')).toBeNull()
  expect(where('scan0001.pdf')).toBeNull()
})
