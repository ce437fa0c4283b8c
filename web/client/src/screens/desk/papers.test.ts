import { expect, test } from 'vitest'
import type { Dossier, Item, Paper } from '@/agenda/types'
import { guess } from './guess'
import { batchOf, grouped, matches, readiness } from './papers'

function paper(id: string, more: Partial<Paper> = {}): Paper {
  const plainOne = {
    id,
    item: null,
    dossier: null,
    kind: 'REPORT' as const,
    number: '',
    dated: null,
    issuer: '',
  }
  const file = { title: id, pages: 10, size: 1000, version: 1, late: false, published_at: null, sha256: '' }
  return { ...plainOne, ...file, circulation: 'PUBLIC', state: 'DRAFT', ...more }
}
const DOSSIER: Dossier = {
  id: '7',
  no: '2',
  title: 'Giá đất',
  legal_normative: true,
  examined_by: '',
  rev: 1,
}

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

test('papers are found with marks and without, in any order of words', () => {
  expect(matches('gia dat', 'Bảng giá đất năm 2024')).toBe(true)
  expect(matches('đất giá', 'Bảng giá đất năm 2024')).toBe(true)
  expect(matches('gia rung', 'Bảng giá đất năm 2024')).toBe(false)
  expect(matches('', 'Bảng giá đất')).toBe(true)
})

test('papers stand under what they belong to, the meeting first', () => {
  const items = [{ id: '3' }] as Item[]
  const papers = [paper('a', { dossier: '7' }), paper('b'), paper('c', { item: '3' })]
  const found = grouped(papers, items, [DOSSIER]).map((group) => [
    group.target,
    group.papers.map((p) => p.id),
  ])
  expect(found).toEqual([
    ['meeting', ['b']],
    ['item:3', ['c']],
    ['dossier:7', ['a']],
  ])
})

test('a batch says how many papers and pages go to whom', () => {
  const papers = [paper('a'), paper('b', { circulation: 'DELEGATES_ONLY', pages: 32 })]
  expect(batchOf(papers)).toEqual({ papers: 2, pages: 42, everyone: 1, delegates: 1 })
})

test('a dossier shows which papers it has; the appraisal only where the law wants one', () => {
  const papers = [
    paper('a', { dossier: '7', kind: 'SUBMISSION', state: 'PUBLISHED' }),
    paper('b', { dossier: '7', kind: 'DRAFT_RESOLUTION' }),
    paper('c', { dossier: '8', kind: 'EXAMINATION_REPORT' }),
  ]
  expect(readiness(DOSSIER, papers)).toEqual([
    { kind: 'SUBMISSION', state: 'issued' },
    { kind: 'DRAFT_RESOLUTION', state: 'draft' },
    { kind: 'APPRAISAL_REPORT', state: 'missing' },
    { kind: 'EXAMINATION_REPORT', state: 'missing' },
  ])
  const kinds = readiness({ ...DOSSIER, legal_normative: false }, papers).map((each) => each.kind)
  expect(kinds).toEqual(['SUBMISSION', 'DRAFT_RESOLUTION', 'EXAMINATION_REPORT'])
})
