import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { readNotes, writeNotes } from './notes.ts'

const file = { path: 'a.bin', size: 1000, blobId: 'a'.repeat(40) }

const notesPath = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'hfn-notes-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return join(folder, 'notes')
}

test('what is noted is read again, for the same content only', async () => {
  const path = await notesPath()
  const done = [
    { start: 0, end: 100 },
    { start: 500, end: 1000 },
  ]
  await writeNotes(path, file, done)
  expect(await readNotes(path, file)).toEqual(done)
  expect(await readNotes(path, { ...file, blobId: 'b'.repeat(40) })).toEqual([])
  expect(await readNotes(path, { ...file, size: 999 })).toEqual([])
  expect(await readNotes(path, { ...file, sha256: 'c'.repeat(64) })).toEqual([])
})

test.each([
  [[0, 1001]],
  [[-1, 5]],
  [[5, 5]],
  [[9, 5]],
  [[0.5, 5]],
  [['0', 5]],
  [[0, 5, 6]],
  [
    [0, 50],
    [40, 60],
  ],
  [null],
])('spans that cannot be are none: %j', async (...done) => {
  const path = await notesPath()
  await writeFile(path, JSON.stringify({ version: 1, etag: file.blobId, size: 1000, done }))
  expect(await readNotes(path, file)).toEqual([])
})

test('whatever lies there, reading it is no error', async () => {
  const path = await notesPath()
  expect(await readNotes(path, file)).toEqual([])
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.json(), fc.string(), fc.constant('['.repeat(2_000_000))), async (text) => {
      await writeFile(path, text)
      expect(await readNotes(path, file)).toEqual([])
    }),
    { numRuns: 50 },
  )
})

test('notes that cannot be written are no error', async () => {
  await writeNotes('/nowhere/at/all', file, [])
})
