import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { download } from '../../src/hub/download/download.ts'
import { stream } from '../../src/hub/download/stream.ts'
import type { HubFault } from '../../src/testing/fake-hub/contract.ts'
import { announced, failure, filesBelow, setting, small, traffic, withoutPauses } from './download-setting.ts'

const files = { 'config.json': '{"a":1}', 'small.bin': small, 'empty.txt': '', 'data/a.txt': 'a' }

const hashOf = async (chunks: AsyncIterable<Uint8Array>): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of chunks) hash.update(chunk)
  return hash.digest('hex')
}

const textOf = async (chunks: AsyncIterable<Uint8Array>): Promise<string> => {
  const pieces: Uint8Array[] = []
  for await (const chunk of chunks) pieces.push(chunk)
  return Buffer.concat(pieces).toString()
}

test('a file comes as a stream, and nothing of it is kept', async () => {
  const here = await setting({ files })
  expect(await textOf(stream(here.hub, 'ada/model', 'config.json'))).toBe('{"a":1}')
  expect(await textOf(stream(here.hub, 'ada/model', 'empty.txt'))).toBe('')
  expect(await hashOf(stream(here.hub, 'ada/model', 'small.bin'))).toBe(await announced(here, 'small.bin'))
  expect(
    (await filesBelow(here.folder)).filter((name) => /json$|bin$|incomplete/.test(name) && name.length < 40),
  ).toEqual([])
})

test('a file that lies in the cache is taken from there', async () => {
  const here = await setting({ files })
  await download(here.hub, 'ada/model')
  here.fake.clear()
  expect(await textOf(stream(here.hub, 'ada/model', 'config.json'))).toBe('{"a":1}')
  expect(traffic(here).requests).toBe(0)
})

test.each<[string, HubFault]>([
  ['is cut', { host: 'cdn', reset: 1_000_000, times: 2 }],
  ['ends early', { host: 'cdn', shorten: 1_000_000, times: 2 }],
  ['falls silent', { host: 'cdn', hang: 1_000_000, times: 1 }],
  ['is cut where there are no ranges', { host: 'cdn', reset: 1_500_000, times: 1, ignoreRange: true }],
  ['has no end', { host: 'cdn', endless: true }],
])('a stream that %s goes on by itself', async (_, fault) => {
  withoutPauses()
  const here = await setting({ files, env: fault.hang === undefined ? {} : { HF_HUB_DOWNLOAD_TIMEOUT: '1' } })
  const wanted = await announced(here, 'small.bin')
  here.fake.add(fault, { host: 'cdn', ignoreRange: fault.ignoreRange })
  expect(await hashOf(stream(here.hub, 'ada/model', 'small.bin'))).toBe(wanted)
})

test('wrong bytes end in an error, and so do bytes that never come', async () => {
  withoutPauses()
  const here = await setting({ files })
  here.fake.add({ host: 'cdn', corrupt: 5, times: 1 }, { host: 'cdn', shorten: 0 })
  expect((await failure(hashOf(stream(here.hub, 'ada/model', 'small.bin')))).code).toBe('CORRUPT')
  expect((await failure(hashOf(stream(here.hub, 'ada/model', 'small.bin')))).code).toBe('STREAM_BROKEN')
})

test('a folder, and a name there is no file of, are errors', async () => {
  const here = await setting({ files })
  expect((await failure(textOf(stream(here.hub, 'ada/model', 'data')))).code).toBe('BAD_ARGUMENT')
  expect((await failure(textOf(stream(here.hub, 'ada/model', 'x')))).code).toBe('NO_SUCH_FILE')
  expect((await failure(textOf(stream(here.hub, 'ada/model', '../x')))).code).toBe('BAD_ARGUMENT')
})

test('whoever leaves early, or is stopped, closes the connection', async () => {
  const here = await setting({ files: { ...files, 'large.bin': { bytes: 100_000_000 } } })
  for await (const chunk of stream(here.hub, 'ada/model', 'large.bin')) {
    expect(chunk.length).toBeGreaterThan(0)
    break
  }
  const stop = new AbortController()
  const stopped = async (): Promise<void> => {
    for await (const chunk of stream(here.hub, 'ada/model', 'large.bin', { signal: stop.signal }))
      if (chunk.length > 0) stop.abort()
  }
  expect((await failure(stopped())).code).toBe('CANCELLED')
  expect(traffic(here).bytes).toBeLessThan(100_000_000)
})

test('a stream from the cache is stopped the same way, and writes nothing there', async () => {
  const here = await setting({ files })
  const { folder } = await download(here.hub, 'ada/model')
  const stop = new AbortController()
  const stopped = async (): Promise<void> => {
    for await (const chunk of stream(here.hub, 'ada/model', 'small.bin', { signal: stop.signal }))
      if (chunk.length > 0) stop.abort()
  }
  expect((await failure(stopped())).code).toBe('CANCELLED')
  await rm(join(folder, 'config.json'))
  expect(await textOf(stream(here.hub, 'ada/model', 'config.json'))).toBe('{"a":1}')
  expect(existsSync(join(folder, 'config.json'))).toBe(false)
})
