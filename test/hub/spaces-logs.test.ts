import { expect, test } from 'vitest'
import type { Fetch } from '../../src/core/options.ts'
import { createHubClient } from '../../src/hub/client/create-client.ts'
import type { LogLine, LogOptions } from '../../src/hub/spaces/contract.ts'
import { space } from '../../src/hub/spaces/space.ts'
import { ada, clientOf, eve, hubWith } from './space-support.ts'

/** What one connection to a log brings, and how it ends. */
interface Piece {
  readonly lines: readonly (readonly [time: string, text: string])[]
  readonly ends: 'cleanly' | 'broken' | 'never'
}

/** A Hub whose log comes in pieces, one for each connection, while the Space goes through stages. */
const logOf = (pieces: readonly Piece[], stages: readonly string[] = []) => {
  const paths: string[] = []
  const left = [...pieces]
  const stagesLeft = [...stages]
  const fetch: Fetch = async (input, init) => {
    const { url, signal } = new Request(input, init)
    paths.push(new URL(url).pathname)
    if (url.endsWith('/runtime')) return Response.json({ stage: stagesLeft.shift() ?? 'PAUSED' })
    const { lines, ends } = left.shift() ?? { lines: [], ends: 'cleanly' }
    const events = lines.map(([timestamp, data]) => `data: ${JSON.stringify({ data, timestamp })}\n\ndata: \n\n`)
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(`: hello\n\ndata: {oops\n\n${events.join('')}`))
        signal.addEventListener('abort', () => controller.error(signal.reason))
        if (ends === 'cleanly') controller.close()
      },
      pull(controller) {
        if (ends === 'broken') controller.error(new Error('cut'))
      },
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }
  const client = createHubClient({ endpoint: 'http://hub', env: {}, token: false, fetch })
  return { logs: (options?: LogOptions) => space(client, 'ada/greeter').logs(options), paths }
}

const texts = async (lines: AsyncIterable<LogLine>): Promise<string[]> => {
  const all: string[] = []
  for await (const { text } of lines) all.push(text)
  return all
}

const [first, second, third, fourth] = ['00.000', '01.000', '02.000', '03.000'].map((at) => `2026-01-01T00:00:${at}Z`)
const one = [first ?? '', 'one\n'] as const
const two = [second ?? '', 'two\n'] as const
const too = [second ?? '', 'too\r\n'] as const
const three = [third ?? '', 'three'] as const
const four = [fourth ?? '', 'four'] as const

test('the lines come with their times, without signs of life and garbage', async () => {
  const { logs, paths } = logOf([{ lines: [one, two], ends: 'cleanly' }])
  const lines: LogLine[] = []
  for await (const line of logs()) lines.push(line)
  expect(lines).toEqual([
    { text: 'one', time: first },
    { text: 'two', time: second },
  ])
  expect(paths).toEqual(['/api/spaces/ada/greeter/logs/run'])
})

test('a log that is not followed ends when no more comes', async () => {
  const { logs, paths } = logOf([{ lines: [one], ends: 'never' }])
  expect(await texts(logs({ build: true, idle: 30 }))).toEqual(['one'])
  expect(paths).toEqual(['/api/spaces/ada/greeter/logs/build'])
})

test('a connection that breaks is made again, and no line comes twice', async () => {
  const { logs } = logOf([
    { lines: [one, two], ends: 'broken' },
    { lines: [one, two, too], ends: 'broken' },
    { lines: [one, two, too, three], ends: 'cleanly' },
  ])
  expect(await texts(logs())).toEqual(['one', 'two', 'too', 'three'])
})

test('lines without a time come once, too', async () => {
  const untimed = ['', 'untimed\n'] as const
  const { logs } = logOf([
    { lines: [untimed, untimed, one, untimed, two], ends: 'broken' },
    { lines: [untimed, untimed, one, untimed, two, three], ends: 'cleanly' },
  ])
  expect(await texts(logs())).toEqual(['untimed', 'untimed', 'one', 'untimed', 'two', 'three'])
  const bare = logOf([
    { lines: [untimed, untimed], ends: 'broken' },
    { lines: [untimed, untimed, ['', 'more']], ends: 'cleanly' },
  ])
  expect(await texts(bare.logs())).toEqual(['untimed', 'untimed', 'more'])
})

test('a log that is not followed ends with what there was, however busy its Space is', async () => {
  const fetch: Fetch = async () => {
    const line = (_: unknown, second: number): string =>
      `data: ${JSON.stringify({ data: 'busy', timestamp: new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString() })}\n\n`
    const body = Array.from({ length: 60 }, line).join('')
    const headers = { 'content-type': 'text/event-stream', date: 'Thu, 01 Jan 2026 00:00:10 GMT' }
    return new Response(body, { headers })
  }
  const client = createHubClient({ endpoint: 'http://hub', env: {}, token: false, fetch })
  expect(await texts(space(client, 'ada/greeter').logs({ idle: 5000 }))).toHaveLength(16)
})

test('a page that answers in place of a log is no empty log', async () => {
  const fetch: Fetch = async () => new Response('<html>Log in</html>', { headers: { 'content-type': 'text/html' } })
  const client = createHubClient({ endpoint: 'http://hub', env: {}, token: false, fetch })
  await expect(texts(space(client, 'ada/greeter').logs())).rejects.toMatchObject({ code: 'BAD_ANSWER' })
})

test('a followed log goes on while the Space runs, also when it starts anew', async () => {
  const { logs } = logOf(
    [
      { lines: [one, three, two], ends: 'cleanly' },
      { lines: [four, three], ends: 'cleanly' },
    ],
    ['RUNNING_BUILDING', 'SLEEPING'],
  )
  expect(await texts(logs({ follow: true }))).toEqual(['one', 'three', 'two', 'four', 'three'])
})

test('a followed log ends when its signal aborts', async () => {
  const { logs } = logOf([{ lines: [one], ends: 'never' }])
  const stop = new AbortController()
  const seen: string[] = []
  const follow = async (): Promise<void> => {
    for await (const { text } of logs({ follow: true, signal: stop.signal })) {
      seen.push(text)
      stop.abort()
    }
  }
  await expect(follow()).rejects.toMatchObject({ code: 'CANCELLED' })
  expect(seen).toEqual(['one'])
})

test('the log of a Space is for those who may change it', async () => {
  const hub = await hubWith({ logs: { build: ['--> built'] } })
  expect(await texts(space(clientOf(hub, { token: ada }), 'ada/greeter').logs({ build: true }))).toEqual(['--> built'])
  await expect(texts(space(clientOf(hub, { token: eve }), 'ada/greeter').logs())).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
})
