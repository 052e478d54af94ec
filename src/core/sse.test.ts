import { createParser } from 'eventsource-parser'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { serverSentEvents, type ServerSentEvent } from './sse.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const cutAt = (whole: Uint8Array, places: readonly number[]): Uint8Array[] => {
  const sorted = [0, ...places.map((place) => place % (whole.length + 1)).toSorted((one, other) => one - other)]
  return sorted.map((place, index) => whole.subarray(place, sorted[index + 1] ?? whole.length))
}

const stream = async function* (chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks
}

const batchesOf = async (chunks: readonly Uint8Array[], limit?: number): Promise<(readonly ServerSentEvent[])[]> => {
  const batches: (readonly ServerSentEvent[])[] = []
  for await (const batch of serverSentEvents(stream(chunks), { limit })) batches.push(batch)
  return batches
}

const read = async (chunks: readonly Uint8Array[], limit?: number): Promise<ServerSentEvent[]> =>
  (await batchesOf(chunks, limit)).flat()

const oracle = (text: string): ServerSentEvent[] => {
  const events: ServerSentEvent[] = []
  const parser = createParser({ onEvent: ({ event, data, id }) => events.push({ event, data, id }) })
  parser.feed(text)
  return events
}

test('the fields of an event are read', async () => {
  expect(await read([bytes('event: generating\nid: 7\ndata: [1]\n\ndata: two\n\n')])).toEqual([
    { event: 'generating', data: '[1]', id: '7' },
    { data: 'two' },
  ])
})

test('data of several lines is one text', async () => {
  expect(await read([bytes('data: a\ndata:b\ndata\ndata:  c\n\n')])).toEqual([{ data: 'a\nb\n\n c' }])
})

test('comments, unknown fields and events without data are left out', async () => {
  expect(await read([bytes(': ping\n\nretry: 10\nother: x\n\nevent: empty\n\nid: 1\ndata:\n\n')])).toEqual([
    { data: '', id: '1' },
  ])
})

test('an event that is not ended is none', async () => {
  expect(await read([bytes('data: a\n\ndata: b\n')])).toEqual([{ data: 'a' }])
})

test('a byte order mark at the start is no text, later it is', async () => {
  expect(await read([bytes('\uFEFFdata: a\n\ndata: \uFEFFb\n\n')])).toEqual([{ data: 'a' }, { data: '\uFEFFb' }])
})

test.each(['\n', '\r', '\r\n'])('lines may end in %j, cut at any byte', async (end) => {
  const whole = bytes(['event: 漢字', 'data: größe 👩‍🚀', '', ': ping', 'data: b', '', ''].join(end))
  const expected = [{ event: '漢字', data: 'größe 👩‍🚀' }, { data: 'b' }]
  expect(await read([...whole].map((byte) => Uint8Array.of(byte)))).toEqual(expected)
  for (let place = 0; place <= whole.length; place++) expect(await read(cutAt(whole, [place]))).toEqual(expected)
})

test('events that came together are given together', async () => {
  const batches = await batchesOf([bytes('data: a\n\ndata: b\n\nda'), bytes('ta: c'), bytes('\n\n')])
  expect(batches).toEqual([[{ data: 'a' }, { data: 'b' }], [{ data: 'c' }]])
})

test('whatever the stream and however it is cut, the events are those of a reference parser', async () => {
  const part = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom('data: ', 'data:', 'data', 'event: ', 'event:', 'id: ', 'id', ':', 'retry: 1'),
    },
    { weight: 3, arbitrary: fc.constantFrom('\n', '\r', '\r\n', '\n\n', '\r\r', '\r\n\r\n') },
    fc.string({ unit: 'grapheme', maxLength: 8 }),
    fc.constantFrom('\0', ' ', '{"a":[1,"ä漢👩‍🚀"]}'),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(part, { maxLength: 40 }),
      fc.array(fc.nat(500), { maxLength: 20 }),
      async (parts, places) => {
        // The reference holds back a carriage return at the very end; a line feed shows it what we know already.
        const text = `${parts.join('')}\n`
        expect(await read(cutAt(bytes(text), places))).toEqual(oracle(text))
      },
    ),
    { numRuns: 2000 },
  )
})

test('an event of many megabytes comes whole', async () => {
  const value = 'ä'.repeat(4_000_000)
  const whole = bytes(`data: ${value}\n\ndata: next\n\n`)
  const chunks = Array.from({ length: Math.ceil(whole.length / 65_536) }, (_, index) =>
    whole.subarray(index * 65_536, (index + 1) * 65_536),
  )
  const events = await read(chunks)
  expect(events.map(({ data }) => data.length)).toEqual([4_000_000, 4])
  expect(events[0]?.data === value).toBe(true)
})

test.each([
  ['one line', `data: ${'x'.repeat(2000)}`],
  ['one line that is ended', `data: ${'x'.repeat(2000)}\n\n`],
  ['many lines', 'data: xxxxxxxx\n'.repeat(200)],
])('an event above the limit is refused: %s', async (_, text) => {
  const small = [...bytes(text)].map((byte) => Uint8Array.of(byte))
  await expect(read(small, 1000)).rejects.toMatchObject({ code: 'TOO_LARGE' })
  await expect(read([bytes(text)], 1000)).rejects.toMatchObject({ code: 'TOO_LARGE' })
})

test('a long stream of small events is within the limit', async () => {
  expect(await read([bytes('data: xxxxxxxx\n\n'.repeat(1000))], 1000)).toHaveLength(1000)
})

test('leaving the events leaves the stream', async () => {
  let left = false
  const endless = async function* (): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield bytes('data: a\n\n')
    } finally {
      left = true
    }
  }
  for await (const batch of serverSentEvents(endless())) if (batch.length > 0) break
  expect(left).toBe(true)
})
