import { readFile, stat } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { download } from '../../src/hub/download/download.ts'
import type { HubFault } from '../../src/testing/fake-hub/contract.ts'
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

/** Milliseconds; 40 MB are made, sent and hashed, and the machine may be busy. */
const limit = 60_000

const files = { 'small.bin': small, 'large.bin': large, 'text.txt': 'olá '.repeat(2000) }

/** Downloads one file under faults; gives what it took. Only who is to fall silent is to be found silent soon. */
const under = async (faults: readonly HubFault[], name: keyof typeof files = 'small.bin', env = {}) => {
  withoutPauses()
  const here = await setting({ files, env })
  const wanted = await announced(here, name)
  here.fake.clear()
  here.fake.add(...faults)
  const { path } = await download(here.hub, 'ada/model', { files: [name] })
  return { wanted, got: await sha256(path), path, ...traffic(here) }
}

/** Gives a connection up after a second of silence. */
const impatient = { HF_HUB_DOWNLOAD_TIMEOUT: '1' }

const cdn = { host: 'cdn' } as const
const size = small.bytes
const half = (size - 1) / 2

test.each<[string, HubFault]>([
  ['before the head', { reset: 'head' }],
  ['at its first byte', { reset: 0 }],
  ['in its middle', { reset: half }],
  ['at its last byte', { reset: size - 1 }],
  ['in its middle, without a length', { reset: half, headers: { 'content-length': '' } }],
  ['cleanly, with the length of what was sent', { shorten: half }],
  ['cleanly, with the true length', { shorten: half, headers: { 'content-length': String(size) } }],
  ['cleanly, without a length', { shorten: half, headers: { 'content-length': '' } }],
])('a body cut %s is continued', async (how, fault) => {
  // What ends cleanly before its length is silence.
  const env = how === 'cleanly, with the true length' ? impatient : {}
  const { wanted, got, bytes } = await under([{ ...cdn, times: 1, ...fault }], 'small.bin', env)
  expect(got).toBe(wanted)
  expect(bytes).toBeLessThan(2 * size)
})

test(
  'a large file whose parts are all cut once arrives, none of it much more than once',
  async () => {
    const { wanted, got, bytes, requests } = await under([{ ...cdn, times: 5, reset: 2_000_000 }], 'large.bin')
    expect(got).toBe(wanted)
    expect(requests).toBeGreaterThan(5)
    expect(bytes).toBeLessThan(1.3 * large.bytes)
  },
  limit,
)

test.each<[string, HubFault]>([
  ['has no ranges', { ignoreRange: true }],
  ['gives other ranges than were asked for', { range: true, headers: { 'content-range': 'bytes 5-9/40000007' } }],
  ['calls every range wrong', { range: true, answer: { status: 416 } }],
  ['packs ranges', { range: true, headers: { 'content-encoding': 'gzip' } }],
  ['names another content for each part', { range: true, after: 1, headers: { etag: '"other"' } }],
])(
  'a store that %s sends the whole file',
  async (_, fault) => {
    const { wanted, got } = await under([{ ...cdn, ...fault }], 'large.bin')
    expect(got).toBe(wanted)
  },
  limit,
)

test.each(['small.bin', 'large.bin'] as const)(
  'a byte that was turned round costs another try: %s',
  async (name) => {
    const { wanted, got } = await under([{ ...cdn, corrupt: 1_000_000, times: 1 }], name)
    expect(got).toBe(wanted)
  },
  limit,
)

test.each<[string, HubFault]>([
  ['small.bin', { ...cdn, corrupt: 17 }],
  ['large.bin', { ...cdn, corrupt: 17 }],
  ['text.txt', { path: /resolve-cache/, corrupt: 17 }],
])(
  '%s with wrong bytes never appears, and both hashes are named',
  async (name, fault) => {
    const here = await setting({ files })
    here.fake.add(fault)
    const error = await failure(download(here.hub, 'ada/model', { files: [name] }))
    expect(error.code).toBe('CORRUPT')
    expect(error.message).toMatch(/its hash is [0-9a-f]{40,64}, not [0-9a-f]{40,64}$/)
    expect(await filesBelow(here.folder)).not.toContain(name)
    here.fake.clear()
    const { path } = await download(here.hub, 'ada/model', { files: [name] })
    expect(await filesBelow(here.folder)).toContain(name)
    expect((await stat(path)).size).toBeGreaterThan(1000)
  },
  limit,
)

test('a text that is packed all the same is unpacked, and right', async () => {
  const { path } = await under([{ gzip: true }], 'text.txt')
  expect(await readFile(path, 'utf8')).toBe(files['text.txt'])
})

test('a body without end is not listened to', async () => {
  const { wanted, got } = await under([{ ...cdn, endless: true }])
  expect(got).toBe(wanted)
})

test('a body that hangs behind its last byte is complete', async () => {
  const { wanted, got, requests } = await under(
    [{ ...cdn, hang: size, headers: { 'content-length': '' } }],
    'small.bin',
    impatient,
  )
  expect(got).toBe(wanted)
  expect(requests).toBe(1)
})

test.each<[string, HubFault]>([
  ['falls silent', { hang: 1_000_000 }],
  ['sends a few bytes a second', { throttle: 60 }],
  ['never answers', { delay: 60_000 }],
])('a connection that %s is given up for another', async (_, fault) => {
  const { wanted, got } = await under([{ ...cdn, times: 1, ...fault }], 'small.bin', impatient)
  expect(got).toBe(wanted)
})

test('a connection that always falls silent is tried a few times, and what came is kept', async () => {
  withoutPauses()
  const here = await setting({ files, env: { HF_HUB_DOWNLOAD_TIMEOUT: '0.5' } })
  here.fake.add({ ...cdn, hang: 100_000 })
  const error = await failure(download(here.hub, 'ada/model', { files: ['small.bin'] }))
  expect(error.code).toBe('TIMEOUT')
  expect(here.fake.requests.filter(({ host }) => host === 'cdn').length).toBeLessThanOrEqual(6)
  here.fake.clear()
  await download(here.hub, 'ada/model', { files: ['small.bin'] })
  expect(traffic(here).bytes).toBeLessThan(size - 90_000)
})
