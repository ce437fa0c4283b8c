import { expect, test } from 'vitest'
import { Refusal, Unreachable } from '@/stream/http'
import { formOf, useUploads } from './uploads'

const pdf = (name: string) => new File(['%PDF-'], name)
const ANSWER = { seq: 9, result: { document: '5', pages: 3, removed: { javascript: 2 } } }

/** A server that answers in turn; what it was sent is kept. */
function server(...answers: (Error | typeof ANSWER)[]) {
  const sent: { key: string; title: unknown; file: string }[] = []
  const send = async (_: string, form: FormData, progress: (share: number) => void, key = '') => {
    sent.push({ key, title: form.get('title'), file: (form.get('file') as File).name })
    progress(1)
    const answer = answers.shift()!
    if (answer instanceof Error) throw answer
    return answer
  }
  return { sent, uploads: useUploads(() => '1', send) }
}

test('a refused file stays with its fields, and another file goes with them', async () => {
  const { sent, uploads } = server(new Refusal('agenda.not_a_pdf', 'Không phải PDF.', 422, {}), ANSWER)
  uploads.add([pdf('To trinh.pdf')])
  uploads.rows.value[0]!.text.number = '12/TTr-UBND'
  await uploads.sendAll()
  const row = uploads.rows.value[0]!
  expect([row.state, row.text.number, (row.refusal as Refusal).detail]).toEqual([
    'refused',
    '12/TTr-UBND',
    'Không phải PDF.',
  ])
  uploads.replace(row.id, pdf('dung.pdf'))
  await uploads.sendAll()
  expect([uploads.rows.value[0]!.state, uploads.rows.value[0]!.text.title]).toEqual(['done', 'To trinh'])
  expect(sent.map((each) => each.file)).toEqual(['To trinh.pdf', 'dung.pdf'])
})

test('after a silence the same file and fields go with the same key, changed fields with another', async () => {
  const { sent, uploads } = server(new Unreachable(), new Unreachable(), ANSWER)
  uploads.add([pdf('a.pdf')])
  const row = uploads.rows.value[0]!
  await uploads.sendOne(row)
  await uploads.sendOne(row)
  row.text.title = 'Tên khác'
  await uploads.sendOne(row)
  expect(sent[1]!.key).toBe(sent[0]!.key)
  expect(sent[2]!.key).not.toBe(sent[0]!.key)
})

test('one refused file does not keep the next from being sent', async () => {
  const { uploads } = server(new Refusal('agenda.pdf_empty', '', 422, {}), ANSWER)
  uploads.add([pdf('a.pdf'), pdf('b.pdf')])
  await uploads.sendAll()
  expect(uploads.rows.value.map((row) => row.state)).toEqual(['refused', 'done'])
  expect(uploads.pending.value).toBe(true)
})

test('a further file begins with the issuer, circulation and dossier of the one before', () => {
  const { uploads } = server()
  uploads.add([pdf('a.pdf')])
  Object.assign(uploads.rows.value[0]!.text, {
    issuer: 'UBND tỉnh',
    circulation: 'PUBLIC',
    target: 'dossier:2',
  })
  uploads.add([pdf('b.pdf')])
  const { issuer, circulation, target } = uploads.rows.value[1]!.text
  expect([issuer, circulation, target]).toEqual(['UBND tỉnh', 'PUBLIC', 'dossier:2'])
})

test('the form names an item or a dossier, and leaves out what is empty', () => {
  const { uploads } = server()
  uploads.add([pdf('a.pdf')])
  const row = uploads.rows.value[0]!
  row.text.target = 'item:4'
  expect([...formOf(row).keys()].sort()).toEqual(['circulation', 'file', 'item', 'kind', 'title'])
  row.text.target = 'meeting'
  expect(formOf(row).has('item') || formOf(row).has('dossier')).toBe(false)
})
