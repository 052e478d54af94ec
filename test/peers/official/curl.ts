import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Stage } from './stage.ts'
import { Guide, line } from './curl-line.ts'

/** What an action works with: the app's API, and a folder of its own. */
interface Desk {
  readonly url: string
  readonly api: string
  readonly guide: Guide
  readonly names: readonly string[]
  readonly folder: string
}

const failure = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    (value) => ({ unexpected: value }),
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )

const settled = async (guide: Guide, id: string): Promise<boolean> =>
  ['complete', 'error'].includes((await guide.events('hold', id)).at(-1)?.[0] ?? '')

const iterate = async (guide: Guide, to: number): Promise<unknown[]> => {
  const events = await guide.events('count', await guide.start('/call/count', { data: [to] }))
  return events.filter(([event]) => event === 'generating').map(([, data]) => (Array.isArray(data) ? data[0] : data))
}

/** Uploads a file and gives it to `read`, with the words of the guide. */
const upload = async ({ guide, api, folder }: Desk): Promise<readonly unknown[]> => {
  const path = join(folder, 'note.txt')
  await writeFile(path, 'Grüße')
  const [stored] = JSON.parse(await line('-X', 'POST', `${api}/upload`, '-F', `files=@${path}`)) as string[]
  const file = { path: stored, orig_name: 'note.txt', meta: { _type: 'gradio.FileData' } }
  return guide.outputs('read', await guide.start('/call/read', { data: [file] }))
}

const download = async ({ guide }: Desk): Promise<{ name: string; content: string }> => {
  const { url, orig_name: name } = (await guide.call('write', 'Grüße')) as { url: string; orig_name: string }
  return { name, content: await line(url) }
}

/** `/call` tells of outputs only; the queue tells of all. */
const told = async (
  { guide, names }: Desk,
  message: string,
  tell: string,
): Promise<{ seen: unknown; held: unknown }> => {
  const join = { data: ['a', tell], fn_index: names.indexOf('hold'), session_hash: 'curl' }
  await guide.start('/queue/join', join)
  let seen: unknown
  for await (const text of guide.messages('curl')) {
    const found = text === '' ? {} : (JSON.parse(text.slice('data: '.length)) as Record<string, unknown>)
    if (found['msg'] === message && seen === undefined) {
      seen = found
      await guide.call('release', 'a')
    }
    if (found['msg'] === 'process_completed') return { seen, held: (found['output'] as { data: unknown[] }).data[0] }
  }
  return { seen, held: undefined }
}

const hold = (guide: Guide, key: string): Promise<string> =>
  guide.start('/call/hold', { data: [key], session_hash: 'curl' })

const cancel = (guide: Guide, id: string): Promise<unknown> =>
  guide.post('/cancel', { event_id: id, session_hash: 'curl', fn_index: 0 })

const cancelled = async (guide: Guide): Promise<string> => {
  const id = await hold(guide, 'a')
  await guide.call('wait', 'started a')
  await cancel(guide, id)
  return id
}

const visit = async (guide: Guide, session: string): Promise<unknown> =>
  (await guide.outputs('visit', await guide.start('/call/visit', { data: [], session_hash: session })))[0]

const login = async ({ url, api, folder }: Desk, password: string): Promise<string> => {
  const cookies = join(folder, 'cookies.txt')
  const form = ['-d', 'username=ada', '--data-urlencode', `password=${password}`]
  const answer = await line('-X', 'POST', `${url}/login`, ...form, '-c', cookies)
  if (!answer.includes('"success":true')) throw new Error(answer)
  return String(await new Guide(api, '-b', cookies).call('whoami'))
}

const actions: Readonly<Record<string, (desk: Desk) => Promise<unknown>>> = {
  connect: async ({ url }) => (JSON.parse(await line(`${url}/config`)) as { title: string }).title,
  async view_api({ guide }) {
    interface Part {
      readonly parameter_name: string
      readonly label: string
      readonly component: string
    }
    const info = JSON.parse(await guide.get('/info')) as Record<string, Record<string, Record<string, readonly Part[]>>>
    const endpoints = info['named_endpoints'] ?? {}
    return {
      names: Object.keys(endpoints),
      greet: endpoints['/greet']?.['parameters']?.map((one) => [one.parameter_name, one.label, one.component]),
      returns: endpoints['/greet']?.['returns']?.map((one) => one.component),
    }
  },
  by_position: ({ guide }) => guide.call('greet', 'Ada', true, 2),
  async by_name({ guide }) {
    return (await guide.outputs('greet', await guide.start('/call/v2/greet', { excited: true, name: 'Ada' })))[0]
  },
  iterate: ({ guide }) => iterate(guide, 5),
  async progress(desk) {
    const { seen, held } = await told(desk, 'progress', 'progress')
    const [unit] = (seen as { progress_data: Record<string, unknown>[] }).progress_data
    return { progress: [unit?.['desc'], unit?.['index'], unit?.['length'], unit?.['unit']], held }
  },
  async log(desk) {
    const { seen, held } = await told(desk, 'log', 'log')
    const { log, level } = seen as { log: string; level: string }
    return { log: [log, level], held }
  },
  async cancel_queued({ guide }) {
    const first = await hold(guide, 'first')
    await guide.call('wait', 'started first')
    const second = await hold(guide, 'second')
    await cancel(guide, second)
    const third = await hold(guide, 'third')
    await guide.call('release', 'first')
    await guide.call('release', 'third')
    const [held] = await guide.outputs('hold', first)
    return { first: held, settled: await settled(guide, second), after: (await guide.outputs('hold', third))[0] }
  },
  async cancel_running({ guide }) {
    const id = await cancelled(guide)
    return { stopped: await guide.call('wait', 'stopped a'), settled: await settled(guide, id) }
  },
  async call_after_cancel({ guide }) {
    await guide.call('release', 'b')
    await cancelled(guide)
    return guide.call('hold', 'b')
  },
  upload,
  download,
  async state({ guide }) {
    const one = [await visit(guide, 'one'), await visit(guide, 'one'), await visit(guide, 'one')]
    return { one, other: [await visit(guide, 'other')] }
  },
  login: (desk) => login(desk, 'pass word'),
  wrong_password: async (desk) => ({ refused: await failure(login(desk, 'wrong')) }),
  errors: async ({ guide }) => ({
    refuse: await failure(guide.call('refuse')),
    crash: await failure(guide.call('crash')),
    after: await guide.call('greet', 'Ada'),
  }),
  async pairs({ guide }) {
    let right = 0
    for (let number = 0; number < 30; number += 1) {
      const pair = [number, number + 0.5]
      const answers = await Promise.all(pair.map((one) => guide.call('double', one)))
      right += answers.filter((answer, at) => answer === 2 * (pair[at] ?? 0)).length
    }
    return { right }
  },
  async crowd({ guide }) {
    const answers = await Promise.allSettled(Array.from({ length: 60 }, (_, number) => guide.call('double', number)))
    return {
      right: answers.filter((one, number) => one.status === 'fulfilled' && one.value === 2 * number).length,
      failed: answers.filter(({ status }) => status === 'rejected').length,
    }
  },
  private_function: async ({ guide, names }) => ({
    name: await failure(guide.call('secret')),
    index: await failure(guide.start('/queue/join', { data: [], fn_index: names.length - 1, session_hash: 'curl' })),
  }),
  async tour(desk) {
    return {
      greeting: await desk.guide.call('greet', 'Ada'),
      outputs: await iterate(desk.guide, 3),
      read: await upload(desk),
      written: (await download(desk)).content,
    }
  },
}

/** Does one action as Gradio's curl guide does it; what the guide has no words for goes to the queue's own routes. */
export const curl = async (
  script: string,
  { url, names, prefix }: Pick<Stage, 'url' | 'names' | 'prefix'>,
): Promise<unknown> => {
  const folder = await mkdtemp(join(tmpdir(), 'hfn-curl-'))
  const api = url + prefix
  try {
    return await actions[script]?.({ url, api, guide: new Guide(api), names, folder })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
