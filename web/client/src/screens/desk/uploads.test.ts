import { expect, test } from 'vitest'
import type { Dossier } from '@/agenda/types'
import { Refusal, Unreachable } from '@/stream/http'
import { useUploads, type Steps } from './uploads'

const pdf = (path: string) => ({ file: new File(['%PDF-'], path.split('/').at(-1)!), path })
const DOSSIERS = [{ id: '12', no: '2', title: 'Nghị quyết về bảng giá đất trên địa bàn tỉnh' }] as Dossier[]
const READ = { proposal: {}, pages: 3, removed: { javascript: 2 } }
const NOT_A_PDF = new Refusal('agenda.not_a_pdf', 'Không phải PDF.', 422, {})

interface Script {
  send?: (Error | null)[]
  read?: (Error | typeof READ | { proposal: object; pages: number; removed: object })[]
  take?: (Error | null)[]
}
/** A server that answers each step in turn, and well when nothing is left; what it was sent is kept. */
function server(script: Script = {}) {
  const sent: { step: string; id?: string; name?: string; key?: string; given?: unknown }[] = []
  const next = <T>(list: (Error | T | null)[] | undefined, usual: T): T => {
    const answer = list?.shift()
    if (answer instanceof Error) throw answer
    return answer ?? usual
  }
  let last = 0
  const steps = {
    send: async (_: string, file: File, how: Parameters<Steps['send']>[2] = {}) => {
      const id = how.id ?? `u${++last}`
      how.onBegun?.(id)
      sent.push({ step: 'send', id, name: file.name })
      how.onProgress?.(0.5)
      next(script.send, true)
      how.onProgress?.(1)
      return id
    },
    read: async (id: string, harmless = false) => {
      sent.push({ step: 'read', id, given: harmless })
      return next(script.read, READ)
    },
    take: async (_: string, given: unknown, key?: string) => {
      sent.push({ step: 'take', given, key })
      next(script.take, true)
      return { seq: 9, result: { document: '5' } }
    },
    drop: async (id: string) => void sent.push({ step: 'drop', id }),
  } as unknown as Steps
  const uploads = useUploads(
    () => '1',
    () => ({ items: [], dossiers: DOSSIERS }),
    steps,
  )
  return { sent, uploads, row: (at = 0) => uploads.rows.value[at]! }
}
/** Until nothing moves of itself. */
async function settled(uploads: ReturnType<typeof useUploads>) {
  for (let n = 0; n < 50; n++) {
    await Promise.resolve()
    if (!uploads.moving.value) return
  }
}

test('a file is sent and read by itself, and taken in when somebody says so', async () => {
  const { sent, uploads, row } = server()
  uploads.add([pdf('12-TTr-UBND Về giá đất.pdf')])
  await settled(uploads)
  expect([row().state, row().pages, row().share]).toEqual(['ready', 3, 1])

  await uploads.takeAll()
  expect([row().state, row().document]).toEqual(['done', '5'])
  expect(sent.map(({ step }) => step)).toEqual(['send', 'read', 'take'])
  expect(sent[2]!.given).toEqual({
    ...{ upload: 'u1', kind: 'SUBMISSION', title: 'Về giá đất', number: '12/TTr-UBND', issuer: '' },
    ...{ dated: null, circulation: 'DELEGATES_ONLY', item: null, dossier: null },
  })
})

test('what the first page says is proposed, marked, and never written over what was typed', async () => {
  const proposal = {
    title: 'Tờ trình về bảng giá đất trên địa bàn tỉnh',
    number: '12/TTr-UBND',
    kind: 'SUBMISSION',
  }
  const { uploads, row } = server({ read: [{ ...READ, proposal }] })
  uploads.add([pdf('scan0001.pdf')])
  row().text.number = '99/TTr-UBND'
  uploads.look(row(), 'number', true)
  await settled(uploads)

  const { title, number, kind, target } = row().text
  expect([title, number, kind, target]).toEqual([proposal.title, '99/TTr-UBND', 'SUBMISSION', 'dossier:12'])
  expect([...row().proposed].sort()).toEqual(['kind', 'target', 'title'])
  uploads.look(row(), 'title', false)
  expect([...row().proposed].sort()).toEqual(['kind', 'target'])
})

test('a refused file stays with its fields, another file goes with them, and the others go on', async () => {
  const { sent, uploads, row } = server({ read: [NOT_A_PDF] })
  uploads.add([pdf('To trinh.pdf'), pdf('b.pdf')])
  row().text.number = '12/TTr-UBND'
  uploads.look(row(), 'number', true)
  await settled(uploads)
  expect(uploads.rows.value.map((each) => each.state)).toEqual(['refused', 'ready'])
  expect((row().refusal as Refusal).detail).toBe('Không phải PDF.')

  uploads.replace(row().id, pdf('dung.pdf').file)
  await settled(uploads)
  expect([row().state, row().text.number]).toEqual(['ready', '12/TTr-UBND'])
  expect(sent.filter(({ step }) => step === 'send').map(({ name }) => name)).toEqual([
    'To trinh.pdf',
    'b.pdf',
    'dung.pdf',
  ])
})

test('a line that breaks loses nothing: the same upload goes on', async () => {
  const { sent, uploads, row } = server({ send: [new Unreachable()] })
  uploads.add([pdf('a.pdf')])
  await settled(uploads)
  expect([row().state, row().share]).toEqual(['broken', 0.5])

  uploads.goOn(row())
  await settled(uploads)
  expect(row().state).toBe('ready')
  expect(sent.filter(({ step }) => step === 'send').map(({ id }) => id)).toEqual(['u1', 'u1'])
})

test('after a silence the same fields go with the same key, changed fields with another', async () => {
  const { sent, uploads, row } = server({ take: [new Unreachable(), new Unreachable()] })
  uploads.add([pdf('a.pdf')])
  await settled(uploads)
  await uploads.takeAll()
  expect(row().state).toBe('broken')
  await uploads.takeAll()
  row().text.title = 'Tên khác'
  await uploads.takeAll()
  const keys = sent.filter(({ step }) => step === 'take').map(({ key }) => key)
  expect(keys[1]).toBe(keys[0])
  expect(keys[2]).not.toBe(keys[0])
  expect(row().state).toBe('done')
})

test('a refusal of a field sends the file no second time', async () => {
  const { sent, uploads, row } = server({
    take: [new Refusal('web.bad_fields', '', 400, { fields: { title: [] } })],
  })
  uploads.add([pdf('a.pdf')])
  await settled(uploads)
  await uploads.takeAll()
  expect(row().state).toBe('refused')
  await uploads.takeAll()
  expect(row().state).toBe('done')
  expect(sent.map(({ step }) => step)).toEqual(['send', 'read', 'take', 'take'])
})

test('a word that somebody has called harmless is read once more with their name to it', async () => {
  const secret = new Refusal('agenda.state_secret', '', 422, { declared: false })
  const { sent, uploads, row } = server({ read: [secret] })
  uploads.add([pdf('a.pdf')])
  await settled(uploads)
  expect(row().state).toBe('refused')

  uploads.confirmHarmless(row())
  await settled(uploads)
  await uploads.takeAll()
  expect(sent.filter(({ step }) => step === 'read').map(({ given }) => given)).toEqual([false, true])
  expect(sent.at(-1)!.given).toMatchObject({ harmless: true })
})

test('a file that is put aside is stopped and dropped at the server', async () => {
  const { sent, uploads, row } = server()
  uploads.add([pdf('a.pdf')])
  await settled(uploads)
  uploads.remove(row().id)
  expect(sent.at(-1)).toEqual({ step: 'drop', id: 'u1' })
  expect(uploads.pending.value).toBe(false)
})

test('a further file begins with the issuer and circulation of the one before, and its own dossier', async () => {
  const { uploads, row } = server()
  uploads.add([pdf('a.pdf')])
  Object.assign(row().text, { issuer: 'UBND tỉnh', circulation: 'PUBLIC', target: 'item:4' })
  uploads.add([pdf('b.pdf'), pdf('Hồ sơ 2/c.pdf')])
  const begin = (at: number) => [row(at).text.issuer, row(at).text.circulation, row(at).text.target]
  expect([begin(1), begin(2)]).toEqual([
    ['UBND tỉnh', 'PUBLIC', 'item:4'],
    ['UBND tỉnh', 'PUBLIC', 'dossier:12'],
  ])
  await settled(uploads)
})
