/** Two devices, a slow line and a full outbox: what was written is never lost, and never written over. */
import { beforeEach, expect, test, vi } from 'vitest'
import { createBook, type Row, type Wire } from './book'
import { createSync, type Line, type Sent } from './sync'
import { Refusal, Unreachable } from '@/stream/http'
import type { Note } from './types'

const PLACE = { document: '49', version: 1, page: 3 }
const ink = (x: number) => ({
  color: '#0b4a7d',
  width: 0.004,
  points: [[x, 0.5, 0.5]] as [number, number, number][],
})

/** What the server does with a batch, as agenda/commands/annotations.py says it. */
function createServer() {
  const rows = new Map<string, Note & { tide: number }>()
  let tide = 0
  const keep = (wire: Wire): Sent => {
    const before = rows.get(wire.id)
    const same = before && JSON.stringify(before.body) === JSON.stringify(wire.body)
    if (before && same && before.deleted === wire.deleted)
      return { id: wire.id, status: 'kept', annotation: before }
    if (before && before.rev !== wire.rev) return { id: wire.id, status: 'conflict', annotation: before }
    const row = {
      ...wire,
      rev: wire.rev + 1,
      owner: '7',
      owner_name: 'Lò Thị Minh',
      own: true,
      shared_with: 'PRIVATE' as const,
      carried_from: null,
      listed: false,
      answer: null,
      changed_at: wire.made_at,
      tide: ++tide,
    }
    rows.set(wire.id, row)
    return { id: wire.id, status: 'kept', annotation: row }
  }
  const line: Line = {
    push: async (wires) => ({ results: wires.map(keep), tide }),
    pull: async (since) => ({ tide, annotations: [...rows.values()].filter((row) => row.tide > since) }),
  }
  const living = () => [...rows.values()].filter((row) => !row.deleted)
  return { rows, line, living }
}

function createDevice(line: Line, name = 'a') {
  let last = 0
  const disk = new Map<string, Row>()
  const book = createBook((id, row) => void (row ? disk.set(id, row) : disk.delete(id)), {
    id: () => `${name}${++last}`,
    now: () => `2026-11-24T08:00:${String(last).padStart(2, '0')}Z`,
  })
  const renamed: [string, string][] = []
  const sync = createSync(book, line, { onRenamed: (...names) => renamed.push(names) })
  return { book, disk, sync, renamed, bodies: () => book.onPage(PLACE).map(({ body }) => body) }
}

beforeEach(() => void vi.useRealTimers())

test('a stroke is on its page at once, on the disk at once, and sent once', async () => {
  const server = createServer()
  const { book, disk, sync } = createDevice(server.line)

  const note = book.add(PLACE, 'PEN', ink(0.1))

  expect(book.onPage(PLACE)).toEqual([note])
  expect(disk.get(note.id)?.dirty).toBe(true)
  expect(book.waiting.value).toBe(1)
  await sync.now()
  await sync.now()
  expect(book.waiting.value).toBe(0)
  expect(disk.get(note.id)?.dirty).toBe(false)
  expect(server.living().map(({ id, rev }) => [id, rev])).toEqual([[note.id, 1]])
})

test('what is changed while it is on its way is sent again, not taken for clean', async () => {
  const server = createServer()
  let meanwhile = () => {}
  const device = createDevice({
    ...server.line,
    push: async (wires) => {
      const answer = await server.line.push(wires)
      meanwhile()
      return answer
    },
  })
  const { id } = device.book.add(PLACE, 'PEN', ink(0.1))
  meanwhile = () => {
    device.book.change(id, ink(0.2))
    meanwhile = () => {}
  }

  await device.sync.now()

  expect(server.rows.get(id)?.body).toEqual(ink(0.2))
  expect([device.book.get(id)?.rev, device.book.waiting.value]).toEqual([2, 0])
})

test('an answer that was lost on the way makes no second stroke', async () => {
  const server = createServer()
  let lost = true
  const device = createDevice({
    ...server.line,
    push: async (wires) => {
      const answer = await server.line.push(wires)
      if (lost) throw new Unreachable()
      return answer
    },
  })
  const { id } = device.book.add(PLACE, 'PEN', ink(0.1))

  await device.sync.now()
  expect(device.book.waiting.value).toBe(1)
  lost = false
  await device.sync.now()

  expect([device.book.waiting.value, device.book.get(id)?.rev]).toEqual([0, 1])
  expect(server.living().length).toBe(1)
  device.sync.end()
})

test('two devices offline for a day, then both online: every stroke is there twice over, on both', async () => {
  const server = createServer()
  const one = createDevice(server.line, 'a')
  const other = createDevice(server.line, 'b')
  for (let n = 0; n < 120; n++) {
    one.book.add(PLACE, 'PEN', ink(n / 1000))
    other.book.add(PLACE, 'PEN', ink(0.5 + n / 1000))
  }

  await one.sync.now()
  await other.sync.now()
  await one.sync.now()

  expect(one.book.onPage(PLACE).length).toBe(240)
  const ids = (device: typeof one) =>
    device.book
      .onPage(PLACE)
      .map(({ id }) => id)
      .sort()
  expect(ids(one)).toEqual(ids(other))
})

test('both changed the same note: neither is written over, both are kept on both devices', async () => {
  const server = createServer()
  const one = createDevice(server.line, 'a')
  const other = createDevice(server.line, 'b')
  const { id } = one.book.add(PLACE, 'NOTE', { x: 0.5, y: 0.5, text: 'Hỏi nguồn vốn' })
  await one.sync.now()
  await other.sync.now()
  one.book.change(id, { x: 0.5, y: 0.5, text: 'Hỏi nguồn vốn năm 2027' })
  other.book.change(id, { x: 0.5, y: 0.5, text: 'Hỏi tiến độ' })

  await one.sync.now()
  await other.sync.now()
  await one.sync.now()

  const texts = [
    { text: 'Hỏi nguồn vốn năm 2027', x: 0.5, y: 0.5 },
    { text: 'Hỏi tiến độ', x: 0.52, y: 0.52 },
  ]
  expect(one.bodies()).toEqual(texts)
  expect(other.bodies()).toEqual(texts)
  expect(other.renamed).toEqual([[id, 'b1']])
})

test('deleted here, changed there: the change stays', async () => {
  const server = createServer()
  const one = createDevice(server.line, 'a')
  const other = createDevice(server.line, 'b')
  const { id } = one.book.add(PLACE, 'PEN', ink(0.1))
  await one.sync.now()
  await other.sync.now()
  one.book.change(id, ink(0.2))
  other.book.remove(id)

  await one.sync.now()
  await other.sync.now()

  expect(other.bodies()).toEqual([ink(0.2)])
})

test('changed here, deleted there: what was written here comes back under a new name', async () => {
  const server = createServer()
  const one = createDevice(server.line, 'a')
  const other = createDevice(server.line, 'b')
  const { id } = one.book.add(PLACE, 'PEN', ink(0.1))
  await one.sync.now()
  await other.sync.now()
  one.book.remove(id)
  other.book.change(id, ink(0.2))

  await one.sync.now()
  await other.sync.now()
  await one.sync.now()

  expect(server.living().map((row) => [row.id, row.body])).toEqual([['b1', ink(0.2)]])
  expect(one.bodies()).toEqual([ink(0.2)])
  expect(other.bodies()).toEqual([ink(0.2)])
})

test('a deletion reaches the other device, and what was never sent leaves no tombstone', async () => {
  const server = createServer()
  const one = createDevice(server.line, 'a')
  const other = createDevice(server.line, 'b')
  const sent = one.book.add(PLACE, 'PEN', ink(0.1))
  await one.sync.now()
  await other.sync.now()
  const unsent = one.book.add(PLACE, 'PEN', ink(0.2))

  one.book.remove(sent.id)
  one.book.remove(unsent.id)
  expect(one.bodies()).toEqual([])
  await one.sync.now()
  await other.sync.now()

  expect([...server.rows.keys()]).toEqual([sent.id])
  expect(other.bodies()).toEqual([])
  expect(one.disk.size).toBe(0)
})

test('one that the server will not have is kept, with its reason, and does not hold up the others', async () => {
  const server = createServer()
  const pushes: number[] = []
  const device = createDevice({
    ...server.line,
    push: async (wires) => {
      pushes.push(wires.length)
      const { results, tide } = await server.line.push(wires.filter(({ page }) => page === 3))
      const refused = wires
        .filter(({ page }) => page !== 3)
        .map(({ id }) => ({ id, status: 'refused' as const, detail: 'Tài liệu đã được thu hồi.' }))
      return { results: [...refused, ...results], tide }
    },
  })
  const bad = device.book.add({ ...PLACE, page: 9 }, 'PEN', ink(0.1))
  device.book.add(PLACE, 'PEN', ink(0.2))

  await device.sync.now()
  await device.sync.now()

  expect(device.book.rows.get(bad.id)?.refused).toBe('Tài liệu đã được thu hồi.')
  expect([device.book.waiting.value, server.living().length, pushes]).toEqual([0, 1, [2]])
})

test('a batch too large for the line is halved until it passes, and what never passes is told', async () => {
  const server = createServer()
  const device = createDevice({
    ...server.line,
    push: async (wires) => {
      const heavy = wires.some(({ body }) => body.text === 'quá dài')
      if (wires.length > 3 || heavy) throw new Refusal('web.body_too_large', 'Quá lớn.', 413, {})
      return server.line.push(wires)
    },
  })
  const heavy = device.book.add(PLACE, 'NOTE', { x: 0, y: 0, text: 'quá dài' })
  for (let n = 0; n < 8; n++) device.book.add(PLACE, 'PEN', ink(n / 10))

  await device.sync.now()

  expect(server.living().length).toBe(8)
  expect(device.book.rows.get(heavy.id)?.refused).toBe('Quá lớn.')
})

test('a stroke drawn in silence waits, and goes up when the line is back', async () => {
  vi.useFakeTimers()
  const server = createServer()
  let away = true
  const device = createDevice({
    ...server.line,
    push: async (wires) => {
      if (away) throw new Unreachable()
      return server.line.push(wires)
    },
  })
  device.book.add(PLACE, 'PEN', ink(0.1))
  await device.sync.now()
  expect(device.book.waiting.value).toBe(1)

  away = false
  await vi.advanceTimersByTimeAsync(2_000)

  expect([device.book.waiting.value, server.living().length]).toEqual([0, 1])
})

test('what comes in several parts is heard to its end', async () => {
  const asked: number[] = []
  const note = (id: string) => ({ ...PLACE, id, body: ink(0.1), made_at: id, rev: 1, deleted: false }) as Note
  const device = createDevice({
    push: async () => ({ results: [], tide: 0 }),
    pull: async (since) => {
      asked.push(since)
      return since === 0
        ? { tide: 2, more: true, annotations: [note('x'), note('y')] }
        : { tide: 3, more: false, annotations: [note('z')] }
    },
  })

  await device.sync.now()

  expect([asked, device.bodies().length]).toEqual([[0, 2], 3])
})

test('what was kept on the disk is there again, and what waited still waits', () => {
  const before = createDevice(createServer().line)
  before.book.add(PLACE, 'PEN', ink(0.1))
  const after = createDevice(createServer().line)

  after.book.recall([...before.disk.values()])

  expect(after.bodies()).toEqual([ink(0.1)])
  expect(after.book.waiting.value).toBe(1)
})

test('an answer that arrives while one edits is shown, and the edit is not lost', () => {
  const device = createDevice(createServer().line)
  const note = device.book.add(PLACE, 'NOTE', { x: 0.5, y: 0.5, text: 'Số liệu cũ' })
  const answer = { text: 'Đã cập nhật', by: 'Ban Thư ký', at: '2026-11-24T09:00:00Z' }

  device.book.hear([{ ...note, rev: 4, body: { text: 'khác' }, shared_with: 'SECRETARIAT', answer }])

  expect(device.book.get(note.id)).toEqual({ ...note, shared_with: 'SECRETARIAT', answer })
})
