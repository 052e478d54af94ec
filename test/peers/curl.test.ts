import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { define } from '../../src/callable/define.ts'
import type { FileValue } from '../../src/callable/file.ts'
import { createApp, listen, type Listening } from '../../src/serve/index.ts'
import { follow, line } from './official/curl-line.ts'

let finished = false
/** Outputs that were read before the end. */
let read = 0

/** The function of the documents' simple app; its clock is its own, and it ends when its reader has come that far. */
const op1 = define({
  name: 'Op1',
  input: { Duration: { type: 'string', title: 'Duration, in, seconds', default: '5' } },
  output: { Resultado: { type: 'string', title: 'Resultado' } },
  async *run({ Duration }) {
    finished = false
    read = 0
    yield `Dur:${Duration}`
    for (let elapsed = 0.5; elapsed < Number(Duration); elapsed++) {
      yield String(elapsed)
      await sleep(1000)
      while (read < elapsed + 1) await sleep(10)
    }
    finished = true
    yield 'Finished'
  },
})

const sizes = define({
  name: 'sizes',
  input: { files: { type: 'array', items: { format: 'file' } } },
  run: async ({ files }) => Promise.all((files as FileValue[]).map(async (file) => (await file.bytes()).length)),
})

let server: Listening
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hfn-curl-'))
  server = await listen(createApp([op1, sizes], { timings: { heartbeat: 300 } }), { port: 0 })
})

afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

const post = async (url: string, body: object): Promise<Record<string, unknown>> =>
  JSON.parse(
    await line('-X', 'POST', url, '-H', 'Content-Type: application/json', '-d', JSON.stringify(body)),
  ) as Record<string, unknown>

interface CallEvent {
  readonly event: string
  readonly data: unknown
  /** What the function had done when the event was here. */
  readonly finished: boolean
}

/** Reads as Update-GradioApiResult does: line by line, an empty line ends an event. */
const events = async (url: string): Promise<CallEvent[]> => {
  const found: CallEvent[] = []
  let event = ''
  let data: unknown
  for await (const text of follow(url)) {
    if (text.startsWith('event: ')) event = text.slice(7)
    else if (text.startsWith('data: ')) data = JSON.parse(text.slice(6))
    else if (text === '') {
      found.push({ event, data, finished })
      if (event === 'generating') read++
    } else throw new Error(`a line that is neither event nor data: ${text}`)
  }
  return found
}

const told = (all: readonly CallEvent[]): unknown[] =>
  all.filter(({ event }) => event !== 'heartbeat').map(({ event, data }) => [event, data])

const second = (whole: number): unknown => [expect.stringMatching(new RegExp(`^${whole}\\.\\d+$`))]

const wanted = [
  ['generating', ['Dur:2']],
  ['generating', [expect.stringMatching(/^\d/)]],
  ['generating', second(1)],
  ['generating', ['Finished']],
  ['complete', ['Finished']],
]

describe.each(['', '/gradio_api'])('the calls of PowershAI, as curl lines, at "%s"', (prefix) => {
  let app: string
  beforeAll(() => {
    app = server.url + prefix
  })

  test('Get-GradioInfo: the endpoint and its parameter', async () => {
    const info = JSON.parse(await line(`${app}/info`)) as { named_endpoints: Record<string, unknown> }
    expect(info.named_endpoints['/Op1']).toMatchObject({
      parameters: [
        {
          parameter_name: 'Duration',
          label: 'Duration, in, seconds',
          parameter_has_default: true,
          parameter_default: '5',
          component: 'Textbox',
        },
      ],
      returns: [{ label: 'Resultado', component: 'Textbox' }],
    })
  })

  test('Send-GradioApi and Update-GradioApiResult: Dur, one value a second as it comes, Finished', async () => {
    const { event_id: id, ...rest } = await post(`${app}/call/Op1`, { data: ['2'] })
    expect(rest).toEqual({})
    const all = await events(`${app}/call/Op1/${String(id)}`)
    expect(told(all)).toEqual(wanted)
    // What came before the end was here before the end.
    expect(all.filter(({ event }) => event === 'generating').map((one) => one.finished)).toEqual([
      false,
      false,
      false,
      true,
    ])
    expect(all.filter(({ event }) => event === 'heartbeat').map(({ data }) => data)).toContain(null)
  })

  test('results again: two readers at once are told all, a late one the result', async () => {
    const { event_id: id } = await post(`${app}/call/op1`, { data: ['2'] })
    const url = `${app}/call/op1/${String(id)}`
    const both = await Promise.all([events(url), events(url)])
    for (const all of both) expect(told(all)).toEqual(wanted)
    expect(told(await events(url)).at(-1)).toEqual(['complete', ['Finished']])
  })

  test('an event that nobody knows ends with an error event', async () => {
    expect(told(await events(`${app}/call/Op1/0123456789abcdef0123456789abcdef`))).toEqual([
      ['error', expect.stringContaining('404')],
    ])
  })

  test('Send-GradioFile: files go up together, come down by their path, and are arguments', async () => {
    const paths = [join(folder, 'first.txt'), join(folder, 'ção & 2.txt')]
    for (const [at, path] of paths.entries()) await writeFile(path, 'x'.repeat(at + 1))
    const stored = JSON.parse(
      await line('-X', 'POST', `${app}/upload`, ...paths.flatMap((path) => ['-F', `files=@"${path}"`])),
    ) as string[]
    const files = stored.map((path, at) => ({
      orig_name: paths[at]?.split('/').at(-1),
      path,
      url: `${app}/file=${encodeURIComponent(path)}`,
      meta: { _type: 'gradio.FileData' },
    }))
    expect(await Promise.all(files.map(({ url }) => line(url)))).toEqual(['x', 'xx'])
    const { event_id: id } = await post(`${app}/call/sizes`, { data: [files] })
    expect(told(await events(`${app}/call/sizes/${String(id)}`))).toEqual([['complete', [[1, 2]]]])
  })

  test('the guide in one line: curl, awk, read, curl', async () => {
    const script = `curl -sS -X POST ${app}/call/Op1 -H "Content-Type: application/json" -d '{
      "data": ["0"]
    }' | awk -F'"' '{ print $4}' | read EVENT_ID; curl -sSN ${app}/call/Op1/$EVENT_ID`
    // The shell of the guide lets the last part of a pipe set a variable; bash does so when told.
    const env = { ...process.env, NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' }
    const { stdout } = await promisify(execFile)('bash', ['-O', 'lastpipe', '-c', script], { env })
    expect(stdout).toMatch(/event: complete\ndata: \["Finished"\]\n\n$/)
  })
})
