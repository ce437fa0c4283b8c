import { expect, test, vi } from 'vitest'
import { turns } from './turns'

const settle = () => new Promise((resolve) => setTimeout(resolve, 0))

test('the page one reads is drawn first, one at a time, and of two as near the one that comes next', async () => {
  const line = turns()
  const drawn: number[] = []
  let busy = 0
  line.near(12)

  for (const page of [10, 11, 12, 13])
    line.ask(page, async () => {
      expect(++busy).toBe(1)
      await settle()
      busy--
      drawn.push(page)
    })
  await vi.waitFor(() => expect(drawn.length).toBe(4))

  expect(drawn).toEqual([12, 13, 11, 10])
})

test('who goes back has the pages before drawn first', async () => {
  const line = turns()
  const drawn: number[] = []
  line.near(13)
  line.near(12)

  for (const page of [10, 11, 12, 13]) line.ask(page, async () => void drawn.push(page))
  await vi.waitFor(() => expect(drawn.length).toBe(4))

  expect(drawn).toEqual([12, 11, 13, 10])
})

test('a page that one turns to does not wait for the rest that those ahead of it are owed', async () => {
  const line = turns(4_000, () => new Promise(() => undefined))
  const drawn: number[] = []
  line.near(1)
  line.ask(3, async () => void drawn.push(3))
  await settle()

  line.near(9)
  line.ask(9, async () => void drawn.push(9))
  await settle()

  expect(drawn).toEqual([9])
})

test('a page that went out of sight loses its turn', async () => {
  const line = turns()
  const drawn: number[] = []

  line.ask(1, async () => void drawn.push(1))
  const leave = line.ask(2, async () => void drawn.push(2))
  leave()
  await settle()
  await settle()

  expect(drawn).toEqual([1])
})

test('a page that never comes does not hold up the others', async () => {
  const line = turns(20)
  const drawn: number[] = []

  line.ask(1, () => new Promise(() => undefined))
  line.ask(2, async () => void drawn.push(2))

  await vi.waitFor(() => expect(drawn).toEqual([2]))
})

test('letters and small pictures come after every page, however near they are', async () => {
  const line = turns()
  const drawn: string[] = []
  line.near(1)

  line.ask(1, async () => void drawn.push('letters of 1'), true)
  line.ask(2, async () => void drawn.push('letters of 2'), true)
  line.ask(9, async () => void drawn.push('page 9'))
  line.ask(1, async () => void drawn.push('page 1'))
  await vi.waitFor(() => expect(drawn.length).toBe(4))

  expect(drawn).toEqual(['page 1', 'page 9', 'letters of 1', 'letters of 2'])
})
