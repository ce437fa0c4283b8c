import { expect, test } from 'vitest'
import { begun, changed, differences, isDirty, merged } from './editing'

const READ = { title: 'Khai mạc', minutes: 10, dossiers: [{ dossier: '1', stage: 'PRESENTED' }] }

function typing(typed: Partial<typeof READ>) {
  const draft = begun(READ, 3)
  Object.assign(draft.typed, typed)
  return draft
}

test('a draft is dirty only while something differs from what was read', () => {
  const draft = typing({ title: 'Khai mạc kỳ họp' })
  expect(isDirty(draft)).toBe(true)
  expect(changed(draft)).toEqual({ title: 'Khai mạc kỳ họp' })
  draft.typed.title = 'Khai mạc'
  expect(isDirty(draft)).toBe(false)
})

test('a draft is a copy: typing in it changes nothing of what was read', () => {
  const draft = begun(READ, 3)
  draft.typed.dossiers[0]!.stage = 'DECIDED'
  expect(READ.dossiers[0]!.stage).toBe('PRESENTED')
  expect(changed(draft)).toEqual({ dossiers: [{ dossier: '1', stage: 'DECIDED' }] })
})

test('only what somebody else has changed, to something else than was typed, is a difference', () => {
  const draft = typing({ title: 'Khai mạc kỳ họp', minutes: 15 })
  const now = { ...READ, title: 'Lễ khai mạc', minutes: 15 }
  expect(differences(draft, now)).toEqual([
    { field: 'title', mine: 'Khai mạc kỳ họp', theirs: 'Lễ khai mạc', touched: true },
  ])
})

test('what was typed is kept and what was not touched is taken, unless one says otherwise', () => {
  const draft = typing({ title: 'Khai mạc kỳ họp' })
  const now = { ...READ, title: 'Lễ khai mạc', minutes: 20 }
  const usual = merged(draft, now, 5)
  expect(usual.rev).toBe(5)
  expect(usual.typed).toEqual({ ...now, title: 'Khai mạc kỳ họp' })
  expect(changed(usual)).toEqual({ title: 'Khai mạc kỳ họp' })
  expect(merged(draft, now, 5, { title: 'theirs', minutes: 'mine' }).typed).toEqual({
    ...READ,
    title: 'Lễ khai mạc',
  })
})

test('after the newer text was taken over whole there is nothing left to save', () => {
  const draft = typing({ title: 'Khai mạc kỳ họp' })
  const now = { ...READ, title: 'Lễ khai mạc' }
  expect(isDirty(merged(draft, now, 4, { title: 'theirs' }))).toBe(false)
})
