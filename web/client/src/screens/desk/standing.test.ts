import { expect, test } from 'vitest'
import { actsOf, mayBeIssued, standingOf, type Hand } from './standing'

type Row = Parameters<typeof actsOf>[0]
const paper = (state: Row['state'], more: Partial<Row> = {}): Row => ({
  state,
  publish_at: null,
  group: null,
  returned_reason: '',
  version: 1,
  ...more,
})
const EDITOR: Hand = { editor: true, head: false, approval: true }
const HEAD: Hand = { editor: false, head: true, approval: true }

test('where a paper stands is one word', () => {
  const rows = [
    paper('DRAFT'),
    paper('DRAFT', { returned_reason: 'Thiếu phụ lục' }),
    paper('SUBMITTED'),
    paper('APPROVED'),
    paper('APPROVED', { publish_at: '2023-12-06T01:00:00Z' }),
    paper('PUBLISHED', { group: '3' }),
    paper('PUBLISHED'),
    paper('RECALLED', { group: '3' }),
  ]
  expect(rows.map(standingOf)).toEqual([
    'draft',
    'returned',
    'submitted',
    'approved',
    'scheduled',
    'group',
    'issued',
    'recalled',
  ])
})

test('with approval a draft is submitted, and only what is approved is issued', () => {
  expect(actsOf(paper('DRAFT'), EDITOR)).toEqual(['submit', 'edit', 'replace', 'download', 'remove'])
  expect(actsOf(paper('APPROVED'), EDITOR)).toEqual(['issue', 'edit', 'replace', 'download', 'remove'])
  const free = { ...EDITOR, approval: false }
  expect(actsOf(paper('DRAFT'), free)).toEqual(['issue', 'edit', 'replace', 'download', 'remove'])
  expect(mayBeIssued(paper('SUBMITTED'), free)).toBe(true)
})

test('the head of the office approves and returns, and does nothing else to a paper', () => {
  expect(actsOf(paper('DRAFT'), HEAD)).toEqual(['download'])
  expect(actsOf(paper('SUBMITTED'), HEAD)).toEqual(['approve', 'return', 'download'])
  expect(actsOf(paper('APPROVED'), HEAD)).toEqual(['return', 'download'])
  expect(actsOf(paper('PUBLISHED'), HEAD)).toEqual(['reach', 'download'])
})

test('an issued paper is replaced or recalled, a recalled one only shows whom it reached', () => {
  expect(actsOf(paper('PUBLISHED', { version: 2 }), EDITOR)).toEqual([
    'replace',
    'reach',
    'versions',
    'download',
    'recall',
  ])
  expect(actsOf(paper('PUBLISHED', { group: '3' }), EDITOR)[0]).toBe('issue')
  expect(actsOf(paper('RECALLED', { version: 2 }), EDITOR)).toEqual(['reach'])
})

test('what waits for its hour can be taken back', () => {
  const waiting = paper('APPROVED', { publish_at: '2023-12-06T01:00:00Z' })
  expect(actsOf(waiting, EDITOR)).toContain('unschedule')
  expect(actsOf(waiting, HEAD)).not.toContain('unschedule')
})
