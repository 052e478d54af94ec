import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { download } from '../../src/hub/download/download.ts'
import type { TransferProgress } from '../../src/hub/download/contract.ts'
import {
  announced,
  failure,
  filesBelow,
  large,
  setting,
  sha256,
  small,
  traffic,
  withoutPauses,
} from '../hub/download-setting.ts'

const files = { 'small.bin': small, 'large.bin': large }

/** Stops a download once half of its bytes are there. */
const halfway = async (here: Awaited<ReturnType<typeof setting>>, name: keyof typeof files) => {
  const stop = new AbortController()
  here.fake.set({ bytesPerSecond: 6_000_000 })
  const onProgress = ({ bytes }: TransferProgress): void => {
    if (bytes.done > 0.5 * files[name].bytes) stop.abort()
  }
  const error = await failure(download(here.hub, 'ada/model', { files: [name], signal: stop.signal, onProgress }))
  here.fake.set({ bytesPerSecond: 1e12 })
  return error
}

test.each(['small.bin', 'large.bin'] as const)(
  'a download that was stopped goes on where it stopped: %s',
  async (name) => {
    const here = await setting({ files })
    const wanted = await announced(here, name)
    const error = await halfway(here, name)
    expect(error.code).toBe('CANCELLED')
    expect(error.hint).toContain('run the same command again')
    expect(await filesBelow(here.folder)).not.toContain(name)
    here.fake.clear()
    let resumed = 0
    const onProgress = ({ bytes }: TransferProgress): void => void (resumed = bytes.resumed)
    const { path, bytes } = await download(here.hub, 'ada/model', { files: [name], onProgress })
    expect(await sha256(path)).toBe(wanted)
    expect(traffic(here).bytes).toBeLessThan(0.55 * files[name].bytes)
    expect(bytes + resumed).toBe(files[name].bytes)
  },
)

test.each<[string, (notes: string, bytes: string) => Promise<void>]>([
  ['its notes are garbage', (notes) => writeFile(notes, '{"version":1,"etag":')],
  ['its notes are of another file', (notes) => writeFile(notes, '{"version":1,"etag":"abc","size":3,"done":[[0,3]]}')],
  ['its bytes are of another file', (_, bytes) => writeFile(bytes, Buffer.alloc(small.bytes, 'x'))],
  ['its bytes are fewer than noted', (_, bytes) => writeFile(bytes, 'x')],
  ['its bytes are more than the file has', (_, bytes) => writeFile(bytes, Buffer.alloc(small.bytes + 10))],
])('a partial file is begun anew when %s', async (_, spoil) => {
  withoutPauses()
  const here = await setting({ files })
  const wanted = await announced(here, 'small.bin')
  await halfway(here, 'small.bin')
  const blobs = join(here.folder, 'hub', 'models--ada--model', 'blobs')
  const names = await filesBelow(blobs)
  const notes = names.find((name) => name.includes('.notes')) ?? ''
  const bytes = names.find((name) => name === notes.replace('.notes', '')) ?? ''
  expect(notes).not.toBe('')
  await spoil(join(blobs, notes), join(blobs, bytes))
  const { path } = await download(here.hub, 'ada/model', { files: ['small.bin'] })
  expect(await sha256(path)).toBe(wanted)
  expect((await filesBelow(blobs)).filter((name) => name.includes('incomplete'))).toEqual([])
})

test('of many files one that fails does not keep the others, and only it is fetched the next time', async () => {
  withoutPauses()
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`data/${index}.txt`, `text ${index}`]))
  const here = await setting({ files: many })
  here.fake.add({ path: /data\/120\.txt/, answer: { status: 404, code: 'EntryNotFound' } })
  const error = await failure(download(here.hub, 'ada/model'))
  expect(error.code).toBe('INCOMPLETE')
  expect(error.message).toContain('1 of 300 files of model ada/model are missing: data/120.txt (')
  expect(error.details.data).toEqual([
    { path: 'data/120.txt', code: 'NOT_FOUND', message: expect.any(String) as string },
  ])
  here.fake.clear()
  const { files: all } = await download(here.hub, 'ada/model')
  expect(all.filter(({ fetched }) => fetched).map(({ path }) => path)).toEqual(['data/120.txt'])
  expect(all).toHaveLength(300)
  expect(traffic(here).requests).toBe(1)
})

test('a network that is gone stops a download of many files soon', async () => {
  withoutPauses()
  const many = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`${index}.txt`, `text ${index}`]))
  const here = await setting({ files: many })
  here.fake.add({ path: /\/resolve\//, reset: 'head' })
  const error = await failure(download(here.hub, 'ada/model', { concurrency: 4 }))
  expect(error.code).toBe('INCOMPLETE')
  expect(error.message).toMatch(/^200 of 200 files/)
  expect(here.fake.requests.length).toBeLessThan(100)
})

test('a time limit ends it like Ctrl-C does', async () => {
  const here = await setting({ files, bytesPerSecond: 1_000_000 })
  const error = await failure(download(here.hub, 'ada/model', { signal: AbortSignal.timeout(1_500) }))
  expect(error.code).toBe('TIMEOUT')
  expect(error.message).toBe('The time given for this was up: 0 of 2 files are there')
  expect(error.hint).toContain('run the same command again')
})

test('two downloads of one file at once fetch it once', async () => {
  const here = await setting({ files })
  const both = await Promise.all([1, 2].map(() => download(here.hub, 'ada/model', { files: ['small.bin'] })))
  expect(new Set(both.map(({ path }) => path)).size).toBe(1)
  expect(traffic(here).bytes).toBe(small.bytes)
})
