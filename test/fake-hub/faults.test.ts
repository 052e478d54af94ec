import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { FakeHub, HubFault } from '../../src/testing/index.ts'
import { start } from './start.ts'

const size = 300_000
const repos = [{ id: 'ada/model', files: { 'big.bin': { bytes: size, seed: 3 }, 'small.txt': 'small' } }]

const broken = async (...faults: readonly HubFault[]): Promise<FakeHub> => {
  const hub = await start({ repos })
  hub.add(...faults)
  return hub
}

interface Seen {
  readonly status: number
  readonly announced: string | undefined
  readonly bytes: Buffer
  readonly ended: 'whole' | 'cut' | 'open'
}

/** What a bare client sees of an answer, until it has seen enough: so many bytes, or nothing for so many milliseconds. */
const look = (
  url: string,
  headers: Record<string, string> = {},
  { bytes = Infinity, patience = 5_000 } = {},
): Promise<Seen> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { headers, agent: false }, (answer) => {
      const pieces: Buffer[] = []
      const done = (ended: Seen['ended']): void => {
        clearTimeout(timer)
        sent.destroy()
        const announced = answer.headers['content-length']
        resolve({ status: answer.statusCode ?? 0, announced, bytes: Buffer.concat(pieces), ended })
      }
      const timer = setTimeout(() => done('open'), patience)
      let left = bytes
      answer.on('data', (piece: Buffer) => {
        timer.refresh()
        pieces.push(piece)
        left -= piece.length
        if (left <= 0) done('open')
      })
      answer.on('end', () => done('whole')).on('error', () => done('cut'))
    })
    sent.on('error', reject)
    sent.end()
  })

/** The signed address of the large file. */
const cdnFile = async (hub: FakeHub): Promise<string> => {
  const answer = await fetch(`${hub.url}/ada/model/resolve/main/big.bin`, { redirect: 'manual' })
  return answer.headers.get('location') ?? ''
}

test('an answer is given instead, so many times, after so many requests', async () => {
  const headers = { 'retry-after': '7' }
  const hub = await broken({
    path: /tree/,
    after: 1,
    times: 1,
    answer: { status: 503, code: 'Busy', message: 'no', headers },
  })
  const tree = `${hub.url}/api/models/ada/model/tree/main`
  const statuses: number[] = []
  for (let turn = 0; turn < 3; turn++) {
    const answer = await fetch(tree)
    statuses.push(answer.status)
    if (answer.status !== 503) continue
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'retry-after': '7',
      'x-error-code': 'Busy',
      'x-error-message': 'no',
    })
  }
  expect(statuses).toEqual([200, 503, 200])
})

test('faults fit by method, host and range', async () => {
  const answer = { status: 500 }
  const hub = await broken(
    { host: 'cdn', range: true, answer },
    { host: 'hub', method: 'POST', answer: { status: 418 } },
  )
  const file = await cdnFile(hub)
  expect((await look(file)).status).toBe(200)
  expect((await look(file, { range: 'bytes=0-1' })).status).toBe(500)
  expect((await fetch(`${hub.url}/api/models`, { method: 'POST' })).status).toBe(418)
  expect((await fetch(`${hub.url}/api/models`)).status).toBe(200)
})

test('the connection is reset before the head, and after so many bytes', async () => {
  const hub = await broken({ host: 'cdn', times: 1, reset: 'head' }, { host: 'cdn', reset: 100_000 })
  const file = await cdnFile(hub)
  await expect(look(file)).rejects.toMatchObject({ code: 'ECONNRESET' })
  const cut = await look(file)
  expect([cut.announced, cut.ended]).toEqual([String(size), 'cut'])
  expect(hub.requests.at(-1)).toMatchObject({ status: 200, sent: 100_000 })
})

test('a body ends too soon, or stops, or never ends', async () => {
  const hub = await broken(
    { times: 1, host: 'cdn', shorten: 1_000 },
    { times: 1, host: 'cdn', hang: 2_000 },
    { host: 'cdn', endless: true },
  )
  const file = await cdnFile(hub)
  expect(await look(file)).toMatchObject({ announced: '1000', ended: 'whole' })
  const hung = await look(file, {}, { patience: 1_000 })
  expect([hung.announced, hung.ended, hung.bytes.length]).toEqual([String(size), 'open', 2_000])
  const endless = await look(file, {}, { bytes: 3 * size })
  expect([endless.announced, endless.ended]).toEqual([undefined, 'open'])
  expect(endless.bytes.subarray(size).toString().trim()).toBe('')
})

test('one byte of the file is turned round, wherever a range begins', async () => {
  const hub = await broken({ host: 'cdn', corrupt: 150_000 })
  const file = await cdnFile(hub)
  const bad = await look(file)
  const part = await look(file, { range: 'bytes=149999-150001' })
  hub.clear()
  const good = await look(file)
  expect([...good.bytes.keys()].filter((at) => good.bytes[at] !== bad.bytes[at])).toEqual([150_000])
  expect(part.bytes).toEqual(bad.bytes.subarray(149_999, 150_002))
})

test('ranges are ignored, headers changed and taken away, texts compressed', async () => {
  const hub = await broken(
    { host: 'cdn', ignoreRange: true },
    { path: /resolve\/main\/big/, headers: { 'X-Linked-Etag': '"other"', 'x-repo-commit': '' } },
    { path: /resolve-cache/, gzip: true },
  )
  const first = await fetch(`${hub.url}/ada/model/resolve/main/big.bin`, { redirect: 'manual' })
  expect([first.headers.get('x-linked-etag'), first.headers.get('x-repo-commit')]).toEqual(['"other"', null])
  expect(await look(await cdnFile(hub), { range: 'bytes=0-1' })).toMatchObject({ status: 200, announced: String(size) })
  const text = await fetch(`${hub.url}/ada/model/resolve/main/small.txt`)
  expect([text.headers.get('content-encoding'), text.headers.get('content-length')]).toEqual(['gzip', null])
  expect(await text.text()).toBe('small')
})

test('a slow connection carries what it is said to, and latency is before each answer', async () => {
  const hub = await start({ repos, bytesPerSecond: 1_000_000 })
  const file = await cdnFile(hub)
  const begin = performance.now()
  const both = await Promise.all([look(file), look(file)])
  expect(both.map(({ bytes }) => bytes.length)).toEqual([size, size])
  expect(performance.now() - begin).toBeGreaterThan(250)
  hub.set({ bytesPerSecond: undefined, latency: 80 })
  const again = performance.now()
  await look(file)
  expect(performance.now() - again).toBeGreaterThan(75)
})

test('a visitor who asks too often is told when to come back', async () => {
  const hub = await start({ repos, rateLimit: 2, users: [{ name: 'ada', token: 'hf_ada' }] })
  const headersOf = async (init?: RequestInit): Promise<unknown[]> => {
    const { status, headers } = await fetch(`${hub.url}/api/models`, init)
    return [status, headers.get('ratelimit')?.replace(/t=\d+/, 't='), headers.get('ratelimit-policy')]
  }
  const policy = '"fixed window";"api";q=2;w=300'
  expect(await headersOf()).toEqual([200, '"api";r=1;t=', policy])
  expect(await headersOf()).toEqual([200, '"api";r=0;t=', policy])
  expect(await headersOf()).toEqual([429, '"api";r=0;t=', policy])
  expect((await headersOf({ headers: { authorization: 'Bearer hf_ada' } }))[0]).toBe(200)
  expect((await fetch(`${hub.url}/ada/model/resolve/main/small.txt`)).status).toBe(200)
})

test('a request that is left hanging ends when its client goes, and closing ends all', async () => {
  const hub = await broken({ delay: 60_000 })
  const gone = fetch(`${hub.url}/api/models`).catch(() => 'closed')
  while (hub.requests.length === 0) await sleep(5)
  await hub.close()
  expect(await gone).toBe('closed')
})
