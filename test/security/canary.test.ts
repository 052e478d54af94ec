import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { define } from '../../src/callable/define.ts'
import { createApp, listen } from '../../src/serve/index.ts'
import { localStorage } from '../../src/serve/local-files.ts'
import { json, login } from './support.ts'

const password = 'canary-pass-5xkq'
const authSecret = 'canary-secret-8w2m-0123456789abcdef'
const token = 'hf_canarytoken0123456789'

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))

test('what lets a user in appears in no answer, event, log, error or file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'canary-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const seen: string[] = []
  const note = (...words: unknown[]): boolean => seen.push(words.map(String).join(' ')) > 0
  const spies = [
    ...(['log', 'info', 'warn', 'error', 'debug'] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation(note),
    ),
    vi.spyOn(process.stderr, 'write').mockImplementation(note),
  ]
  onTestFinished(() => spies.forEach((spy) => spy.mockRestore()))
  const fail = define({
    name: 'fail',
    input: { file: { format: 'file' } },
    output: {},
    run: () => {
      throw new Error('on purpose')
    },
  })
  const file = { format: 'file' } as const
  const copy = define({ name: 'copy', input: { file }, output: { file }, run: ({ file }) => file })
  const app = createApp([fail, copy], {
    auth: { ada: password },
    authSecret,
    files: localStorage({ folder }),
    flagFolder: join(folder, 'flags'),
    onError: (error, id) => note(id, error instanceof Error ? error.stack : error, JSON.stringify(error)),
  })
  const server = await listen(app, { port: 0 })
  onTestFinished(async () => server.close({ drain: 0 }))

  const cookie = await login(server.url, 'ada', password)
  const headers = { cookie, authorization: `Bearer ${token}`, 'x-hf-authorization': `Bearer ${token}` }
  const ask = async (
    path: string,
    init: Omit<RequestInit, 'headers'> = {},
    more: Record<string, string> = {},
  ): Promise<string> => {
    const answer = await fetch(server.url + path, { ...init, headers: { ...headers, ...more } })
    const text = await answer.text()
    seen.push(text, JSON.stringify([...answer.headers]))
    return text
  }
  const post = (path: string, body: unknown) => ask(path, { method: 'POST', body: JSON.stringify(body) }, json)

  const form = new FormData()
  form.append('files', new Blob(['content']), 'x.txt')
  const [path] = JSON.parse(await ask('/upload', { method: 'POST', body: form })) as string[]
  const given = { path, meta: { _type: 'gradio.FileData' } }
  for (const name of ['fail', 'copy', 'nothing']) await post(`/run/${name}`, { data: [given], oauth_token: token })
  for (const name of ['fail', 'copy']) {
    const { event_id: id } = JSON.parse(await post(`/call/${name}`, { data: [given] })) as { event_id: string }
    await ask(`/call/${name}/${id}`)
  }
  await post('/queue/join', { data: [given], fn_index: 0, session_hash: 's' })
  await post('/cancel', { broken: true })
  for (const place of ['/', '/config', '/info', '/user', '/token', `/file=${path}`, '/nothing']) await ask(place)
  const wrong = new URLSearchParams({ username: 'ada', password: `${password}!` })
  seen.push(
    await (
      await fetch(`${server.url}/login`, { method: 'POST', body: wrong, headers: { accept: 'text/html' } })
    ).text(),
  )
  const kept = filesIn(folder)
  for (const name of kept) seen.push(name, statSync(name).isFile() ? readFileSync(name, 'latin1') : '')
  await server.close({ drain: 0 })

  expect([kept.length > 0, seen.some((text) => text.includes('on purpose'))]).toEqual([true, true])
  const told = (secret: string) => seen.filter((text) => text.includes(secret))
  const cookies = cookie.split('; ').map((each) => each.slice(each.indexOf('=') + 1))
  for (const secret of [password, authSecret, token, ...cookies]) expect(told(secret)).toEqual([])
})
