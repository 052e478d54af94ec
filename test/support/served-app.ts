import { define } from '../../src/callable/define.ts'
import { createApp, type ServedApp } from '../../src/serve/app.ts'

const text = { type: 'string' } as const

/** One run of `held`: `end` lets it go on to its end. */
interface HeldRun {
  readonly text: string
  readonly signal: AbortSignal
  end(value: string): void
}

/** A function that says it began and runs until it is told to end, and what is known of its runs. */
export const held = (name = 'held') => {
  const started: HeldRun[] = []
  let wake = (): void => {}
  const callable = define({
    name,
    input: { text },
    output: { text },
    async *run({ text }, { signal }) {
      yield `began ${text}`
      yield new Promise<string>((resolve, reject) => {
        started.push({ text, signal, end: resolve })
        signal.addEventListener('abort', () => reject(signal.reason))
        wake()
      })
    },
  })
  const running = async (count: number): Promise<void> => {
    while (started.length < count) await new Promise<void>((resolve) => (wake = resolve))
  }
  return { callable, started, running }
}

/** Says the numbers from 1 `to` the one given, each `length` times over. */
export const count = define({
  name: 'count',
  input: { to: { type: 'integer' }, length: { type: 'integer', default: 1 } },
  output: { text },
  async *run({ to, length }) {
    for (let n = 1; n <= to; n++) yield `${n}`.repeat(length)
  },
})

export type Told = Record<string, unknown> & {
  readonly msg: string
  readonly event_id: string | null
  readonly seq: number
  readonly output: { readonly data: unknown[]; readonly error?: unknown }
}

export const get = (app: ServedApp, path: string, headers: Record<string, string> = {}): Promise<Response> =>
  app.fetch(new Request(`http://app${path}`, { headers }))

export const post = (
  app: ServedApp,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> =>
  app.fetch(
    new Request(`http://app/gradio_api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  )

const idIn = async (answer: Response): Promise<string> => ((await answer.json()) as { event_id: string }).event_id

export const join = async (app: ServedApp, session: string, data: unknown[], index = 0): Promise<string> =>
  idIn(await post(app, '/queue/join', { data, fn_index: index, session_hash: session }))

/** Starts a run by the simple protocol. */
export const call = async (app: ServedApp, name: string, body: object): Promise<string> =>
  idIn(await post(app, `/call/${name}`, body))

export const cancel = (app: ServedApp, id: string, session: string): Promise<Response> =>
  post(app, '/cancel', { event_id: id, session_hash: session, fn_index: 0 })

/** The last outputs, or the failure, of one run. */
export const run = async (app: ServedApp, name: string, data: unknown[], session?: string): Promise<Told['output']> =>
  (await post(app, `/run/${name}`, { data, session_hash: session })).json() as Promise<Told['output']>

export const open = (
  app: ServedApp,
  session: string,
  more = '',
  headers: Record<string, string> = {},
): Promise<Response> => get(app, `/queue/data?session_hash=${session}${more}`, headers)

export async function* messages(answer: Response): AsyncGenerator<Told> {
  let rest = ''
  const decoder = new TextDecoder()
  for await (const chunk of answer.body ?? []) {
    const frames = (rest + decoder.decode(chunk, { stream: true })).split('\n\n')
    rest = frames.pop() ?? ''
    for (const frame of frames) yield JSON.parse(frame.slice('data: '.length)) as Told
  }
}

export const all = async (answer: Response): Promise<Told[]> => {
  const told: Told[] = []
  for await (const message of messages(answer)) told.push(message)
  return told
}

export const kinds = (told: readonly Told[]): string[] => told.map(({ msg }) => msg)

/** The end of the only run of a session. */
export const endOf = async (app: ServedApp, session: string): Promise<Told | undefined> =>
  (await all(await open(app, session, '&after=-1'))).findLast(({ msg }) => msg === 'process_completed')

export { createApp, type ServedApp }
