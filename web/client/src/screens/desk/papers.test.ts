import { expect, test } from 'vitest'
import type { Dossier, Item, Paper } from '@/agenda/types'
import { batchOf, FILTERS, grouped, lacking, matches, passes } from './papers'

function paper(id: string, more: Partial<Paper> = {}): Paper {
  return {
    ...{ id, item: null, dossier: null, kind: 'REPORT', number: '', dated: null, issuer: '', title: id },
    ...{ pages: 10, size: 1000, version: 1, versions: [], sha256: '', circulation: 'PUBLIC', state: 'DRAFT' },
    ...{ late: false, late_consent: '', published_at: null, publish_at: null, group: null },
    ...{ returned_reason: '', recalled_at: null, recalled_by: '', recall_reason: '', replacement: null },
    ...more,
  }
}
const DOSSIER = { id: '7', no: '2', title: 'Giá đất' } as Dossier

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

test('a dossier is complete when every kind is issued or exempt', () => {
  const papers = (...states: Dossier['papers'][number]['state'][]) => ({
    papers: states.map((state) => ({ kind: 'SUBMISSION' as const, state })),
  })
  expect(
    lacking([papers('PRESENT', 'EXEMPT'), papers('PRESENT', 'DRAFT'), papers('MISSING'), papers()]),
  ).toBe(2)
})

test('papers are filtered by where they stand, and by who has not opened them', () => {
  const issued = paper('a', { state: 'PUBLISHED' })
  const reached = {
    readers: 9,
    delivered: 9,
    opened: 8,
    read_through: 2,
    copies: 0,
    purged: 0,
    outstanding: 0,
  }
  expect(passes(issued, 'unopened', reached)).toBe(true)
  expect(passes(issued, 'unopened', { ...reached, opened: 9 })).toBe(false)
  expect(passes(issued, 'unopened')).toBe(false)
  expect(passes(paper('b', { publish_at: '2023-12-06T01:00:00Z' }), 'scheduled')).toBe(true)
  expect(FILTERS.filter((name) => passes(paper('c', { state: 'RECALLED' }), name))).toEqual([
    'all',
    'recalled',
  ])
})

test('a new file that waits for approval is among what waits, a returned one is not', () => {
  const waiting = { version: 2, returned_reason: '' } as NonNullable<Paper['replacement']>
  const issued = (replacement: Paper['replacement']) => paper('a', { state: 'PUBLISHED', replacement })
  expect(passes(issued(waiting), 'submitted')).toBe(true)
  expect(passes(issued({ ...waiting, returned_reason: 'Thiếu phụ lục' }), 'submitted')).toBe(false)
  expect(passes(issued(null), 'submitted')).toBe(false)
  expect(passes(issued(waiting), 'issued')).toBe(true)
})
