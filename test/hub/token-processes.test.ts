import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { parseSections, printSections } from '../../src/hub/token/ini.ts'
import { storedTokens } from '../../src/hub/token/stored.ts'
import { bundle, type Bundle } from '../peers/redis/bundle.ts'
import { ada, eve, newHome, newHub, section, type Home } from './token-home.ts'

let editor: Bundle

beforeAll(async () => {
  editor = await bundle('test/hub/token-editor.ts')
})

afterAll(() => editor.close())

interface Edited {
  readonly home: Home
  readonly url: string
}

const start = ({ home, url }: Edited, words: readonly string[]): ChildProcess => {
  const env = { PATH: process.env['PATH'], ...home.env, HF_ENDPOINT: url }
  const child = spawn(process.execPath, [editor.script, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

const ended = async (child: ChildProcess): Promise<string> => {
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [status] = (await once(child, 'close')) as [number | null]
  return `${status} ${said}`
}

test('processes that log in and out at the same time lose nothing of each other', async () => {
  const edited = { home: newHome(), url: (await newHub()).url }
  edited.home.write('stored_tokens', section('kept', { hf_token: 'hf_kept', note: 'x' }))
  const rounds = 12
  const children = ['a', 'b', 'c'].map((prefix) => start(edited, [prefix, ada.token, String(rounds)]))
  expect(await Promise.all(children.map(ended))).toEqual(['0 ', '0 ', '0 '])
  const names = (await storedTokens({ env: edited.home.env })).map(({ name }) => name)
  const even = Array.from({ length: rounds / 2 }, (_, index) => String(2 * index).padStart(4, '0'))
  expect(names).toEqual([...['a', 'b', 'c'].flatMap((prefix) => even.map((n) => `${prefix}-${n}`)), 'kept'])
  expect(edited.home.read('stored_tokens')).toContain(section('kept', { hf_token: 'hf_kept', note: 'x' }))
  expect(edited.home.names().filter((name) => name !== 'token')).toEqual(['stored_tokens'])
})

test('a process killed at any moment leaves whole files, and its lock holds nobody up', async () => {
  const edited = { home: newHome(), url: (await newHub()).url }
  const { home } = edited
  home.write('stored_tokens', section('kept', { hf_token: 'hf_kept' }))
  for (let round = 0; round < 8; round++) {
    const child = start(edited, [`k${round}`, eve.token, '1000'])
    const gone = once(child, 'close')
    // As soon as it is at work, a little later each time.
    while (!home.read('stored_tokens')?.includes(`[k${round}-0000]`)) await new Promise((go) => setTimeout(go, 5))
    await new Promise((go) => setTimeout(go, round * 7))
    child.kill('SIGKILL')
    await gone
    const text = home.read('stored_tokens') ?? ''
    const { sections, sound } = parseSections(text)
    expect([sound, printSections(sections)]).toEqual([true, text])
    expect(sections.has('kept') && sections.has(`k${round}-0000`)).toBe(true)
    expect(existsSync(`${home.folder}/token`) && home.read('token')).toSatisfy(
      (token) => token === false || token === eve.token,
    )
  }
  expect(await ended(start(edited, ['last', ada.token, '1']))).toBe('0 ')
  expect(home.read('token')).toBe(ada.token)
  expect(home.names()).toEqual(['stored_tokens', 'token'])
})
