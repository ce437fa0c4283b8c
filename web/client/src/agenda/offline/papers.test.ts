/** A kept paper is read anywhere in it, and only what is asked for is unsealed. */
import { beforeEach, expect, test, vi } from 'vitest'
import { memoryChest } from '@/stream/chest.fake'
import type { Vault } from '@/stream/vault'

const chest = memoryChest()
let vault: Vault
vi.mock('@/stream/vault', async (original) => ({
  ...(await original<typeof import('@/stream/vault')>()),
  openVault: async () => vault,
}))

beforeEach(async () => {
  vi.resetModules()
  await chest.clear()
  const { vaultOver } = await import('@/stream/vault')
  vault = (await vaultOver(async () => chest).grant('12', new Uint8Array(32), Date.now() + 60_000))!
})

const row = {
  document: '4',
  version: 2,
  meeting: '1',
  meetingName: '',
  title: '',
  size: 2_000_000,
  sha256: '',
  parts: 3,
  whole: true,
  at: '',
}
const FILE = Uint8Array.from({ length: row.size }, (_, at) => (at * 7 + (at >> 11)) % 256)

test('a range is read across pieces and parts, and no more is unsealed than its pieces', async () => {
  const { keepMeta, keepPart, keptParts, PART } = await import('./papers')
  for (let no = 0; no * PART < row.size; no++)
    await keepPart(vault, row, no, FILE.slice(no * PART, (no + 1) * PART))
  await keepMeta(vault, { ...row })
  const read = vi.spyOn(vault, 'get')

  const parts = (await keptParts('4', 2))!
  const [from, to] = [PART - parts.piece - 10, PART + 10]

  expect(await parts.read(from, to)).toEqual(FILE.slice(from, to))
  expect(await parts.read(0, 100)).toEqual(FILE.slice(0, 100))
  expect(await parts.read(row.size - 5, row.size)).toEqual(FILE.slice(row.size - 5))
  // The first and the last one, which every PDF needs, and the three of the range.
  expect(read.mock.calls.map(([, key]) => key)).toEqual([
    'part/4/2/00000',
    'part/4/2/00032',
    'part/4/2/00014',
    'part/4/2/00015',
    'part/4/2/00016',
  ])
})

test('a range of a piece that was taken away is refused', async () => {
  const { keepMeta, keepPart, keptParts, PART } = await import('./papers')
  await keepPart(vault, row, 0, FILE.slice(0, PART))
  await keepMeta(vault, { ...row })

  const parts = (await keptParts('4', 2))!

  await expect(parts.read(PART - 5, PART + 5)).rejects.toThrow('piece 16 of 4/2 is gone')
})

test('what an earlier client kept in larger pieces is let go and taken anew', async () => {
  const { loadKept, useKept } = await import('./papers')
  await vault.put('paper', 'part/4/2/00000', FILE.slice(0, 1_048_576))
  await vault.put('paper', 'meta/4/2', row)

  await loadKept()

  expect(useKept().rows.value.map(({ parts, whole }) => [parts, whole])).toEqual([[0, false]])
  expect(await vault.keys('paper')).toEqual(['meta/4/2'])
})
