import { beforeAll, describe, expect, test } from 'vitest'
import { clientsOf, official } from './client.ts'
import type { Answer, Visit } from './client.ts'
import { receivedOf, rows, sentOf } from './components/index.ts'
import { environments } from './environments.ts'
import type { Environment } from './environments.ts'
import { file } from './fixtures.ts'
import { credentials, majors, majorsOf, server } from './servers.ts'
import type { AppName, Major } from './servers.ts'

/** One call of one app by the official client, and what it gets. */
interface Case {
  readonly app: AppName
  readonly endpoint: string
  readonly values: readonly unknown[]
  readonly answer: unknown
  /** What is otherwise on one major. */
  readonly at?: Partial<Record<Major, { readonly endpoint?: string | number; readonly answer?: unknown }>>
  /** The clients that can ask for it on one major, where not all can though the server answers. */
  readonly by?: Partial<Record<Major, readonly Environment[]>>
}

const note = file('note.txt')
const hello = { value: 'Hello Ada' }
const failure = (text: string): unknown => ({ message: expect.stringContaining(text) })
const unknown = failure('Cannot find a function')

const cases: readonly Case[] = [
  { app: 'simple', endpoint: 'Op1', values: ['2'], answer: { value: 'Finished' }, at: { 3: { endpoint: 0 } } },
  { app: 'kitchen', endpoint: 'greet', values: ['Ada', true, 2], answer: { value: 'Hello Ada!!' } },
  { app: 'kitchen', endpoint: 'counter', values: [3], answer: { value: 3, outputs: [1, 2, 3] } },
  { app: 'kitchen', endpoint: 'file', values: [note], answer: { value: note } },
  { app: 'kitchen', endpoint: 'fail', values: ['no paper'], answer: failure('no paper') },
  { app: 'mounted', endpoint: 'file', values: [note], answer: { value: note }, by: { 4: ['gradio-4'] } },
  { app: 'auth', endpoint: 'greet', values: ['Ada', false, 0], answer: hello, by: { 3: [] } },
  { app: 'busy', endpoint: 'slow', values: [0.5], answer: { value: 'slept 0.5' } },
  { app: 'private', endpoint: 'greet', values: ['Ada'], answer: hello },
  { app: 'private', endpoint: 'secret', values: ['Ada'], answer: unknown, by: { 6: ['client-2'] } },
  { app: 'private', endpoint: 'reset', values: ['Ada'], answer: hello, at: { 3: { answer: unknown } } },
  { app: 'unnamed', endpoint: 'lambda', values: ['abc'], answer: { value: 'ABC' }, at: { 3: { endpoint: 0 } } },
  { app: 'errors', endpoint: 'crash', values: [], answer: failure('the cause') },
  { app: 'interface', endpoint: 'predict', values: ['Ada', false, 0], answer: hello, at: { 6: { endpoint: 'greet' } } },
  {
    app: 'chat',
    endpoint: 'chat',
    values: ['hi'],
    answer: { value: 'You said hi ' },
    at: { 6: { endpoint: 'reply' } },
  },
  { app: 'limited', endpoint: 'file', values: [file('tone.wav')], answer: failure('exceeds the maximum') },
  {
    app: 'streaming',
    endpoint: 'play',
    values: [2],
    answer: { value: file('*.m3u8') },
    by: { 5: ['client-2'], 6: ['client-2'] },
  },
]

interface Call extends Pick<Case, 'app' | 'values' | 'answer'> {
  readonly name: string
  readonly endpoint: string | number
}

function callsOf(major: Major, client: Environment): Call[] {
  const usual = clientsOf[major]
  const own = cases.filter(({ app, by }) => majorsOf(app).includes(major) && (by?.[major] ?? usual).includes(client))
  const echoes = rows.filter((row) => row.majors.includes(major) && client === usual.at(-1))
  return [
    ...own.map((one): Call => ({ ...one, ...one.at?.[major], name: `${one.endpoint} of ${one.app}` })),
    ...echoes.map((row): Call => {
      const sent = sentOf(row, major)
      const answer = { value: receivedOf(row, major) ?? [] }
      const values = sent === undefined ? [] : [sent]
      return { name: row.endpoint, app: 'kitchen', endpoint: row.endpoint, values, answer }
    }),
  ]
}

/** All calls in one process of the client, one visit for each app. */
async function answersTo(
  major: Major,
  client: Environment,
  calls: readonly Call[],
): Promise<Map<Call, Answer | undefined>> {
  const apps = [...new Set(calls.map(({ app }) => app))]
  const visits = apps.map((app) => calls.filter((call) => call.app === app))
  const answers = await official(
    client,
    await Promise.all(
      visits.map(async (visit, at): Promise<Visit> => {
        const app = apps[at] ?? 'kitchen'
        const auth = app === 'auth' ? credentials : undefined
        return { url: await server(major, app), auth, calls: visit.map(({ endpoint, values }) => [endpoint, values]) }
      }),
    ),
  )
  return new Map(visits.flatMap((visit, at) => visit.map((call, one) => [call, answers[at]?.[one]] as const)))
}

const peers = majors.flatMap((major) =>
  environments
    .map((client) => ({ major, client, calls: callsOf(major, client) }))
    .filter(({ calls }) => calls.length > 0),
)

describe.each(peers)('Gradio $major serves $client', ({ major, client, calls }) => {
  let answers: ReadonlyMap<Call, Answer | undefined>

  beforeAll(async () => {
    answers = await answersTo(major, client, calls)
  })

  test.each(calls)('$name', (call) => {
    expect(answers.get(call)).toMatchObject(Object(call.answer))
  })
})
