import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { define } from '../../../src/callable/define.ts'
import { readEndpoints } from '../../../src/page/api/endpoint.ts'
import type { Snippet, SnippetCall } from '../../../src/page/api/snippets/call.ts'
import { curl } from '../../../src/page/api/snippets/curl.ts'
import { gradioJavaScript } from '../../../src/page/api/snippets/gradio-javascript.ts'
import { gradioPython } from '../../../src/page/api/snippets/gradio-python.ts'
import { hfnCommand } from '../../../src/page/api/snippets/hfn-command.ts'
import { hfnTypeScript } from '../../../src/page/api/snippets/hfn-typescript.ts'
import { fileMark } from '../../../src/wire/file-data.ts'
import { interpreter } from '../environments.ts'
import { builtPage } from './built.ts'
import { leave, serve } from './visit.ts'

const execute = promisify(execFile)
const root = join(import.meta.dirname, '../../..')
let folder: string

/** Where a reader of a snippet may stand: both packages installed, the file beside it. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hfn-snippets-'))
  await mkdir(join(folder, 'node_modules'))
  await symlink(root, join(folder, 'node_modules/hfn'))
  await symlink(join(root, 'node_modules/@gradio'), join(folder, 'node_modules/@gradio'))
  await writeFile(join(folder, 'my note.txt'), 'from a file')
  await builtPage()
})
afterEach(leave)
afterAll(() => rm(folder, { recursive: true, force: true }))

const tell = define({
  name: 'tell',
  input: {
    text: { type: 'string' },
    count: { type: 'integer' },
    loud: { type: 'boolean' },
    file: { format: 'file' },
    from: { type: 'string' },
    choice: { enum: ['a', 'b'], default: 'a' },
    more: { type: 'object' },
  },
  output: { told: { type: 'string' } },
  run: async ({ text, count, loud, file, from, choice, more }) => {
    const content = new TextDecoder().decode(await (file as { bytes(): Promise<Uint8Array> }).bytes())
    return JSON.stringify([text, count, loud, content, from, choice, more])
  },
})

const values: Readonly<Record<string, unknown>> = {
  text: `it's "quoted" $HOME \`id\` \\ & new\nline`,
  count: -2,
  loud: false,
  file: { path: '/uploaded/my note.txt', orig_name: 'my note.txt', meta: fileMark },
  from: '@home',
  choice: 'b',
  more: { list: [1, null, true] },
}
const told = [values['text'], -2, false, 'from a file', '@home', 'b', { list: [1, null, true] }]

/** What the page would write for these values. */
const write = async (snippet: Snippet): Promise<string> => {
  const app = await serve([tell])
  const info: unknown = await (await fetch(`${app.url}/gradio_api/info`)).json()
  const [endpoint] = readEndpoints(info)
  const inputs = (endpoint?.parameters ?? []).map(({ name, schema }) => ({ name, schema, value: values[name] }))
  const call: SnippetCall = { url: app.url, prefix: '/gradio_api', name: 'tell', inputs }
  return snippet(call)
}

const run = async (command: string, words: readonly string[]): Promise<string> => {
  const env = { ...process.env, NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1', TMPDIR: folder }
  return (await execute(command, words, { cwd: folder, env, timeout: 50_000 })).stdout
}

const script = async (name: string, text: string): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

test('the snippet for hfn runs', async () => {
  const path = await script('hfn.mjs', await write(hfnTypeScript))
  expect(JSON.parse(await run(process.execPath, [path]))).toEqual(told)
})

test('the line for a terminal runs', async () => {
  const line = await write(hfnCommand)
  const hfn = `hfn() { ${JSON.stringify(process.execPath)} ${JSON.stringify(join(root, 'dist/cli/main.js'))} "$@"; }`
  expect(JSON.parse(await run('bash', ['-ec', `${hfn}\n${line}`]))).toEqual(told)
})

test('the lines for curl run', async () => {
  const output = await run('bash', ['-ec', await write(curl)])
  expect(output).toMatch(/^event: complete$/m)
  const [told1] = JSON.parse(/^data: (\[.*)$/m.exec(output.slice(output.indexOf('event: complete')))?.[1] ?? '[]')
  expect(JSON.parse(told1)).toEqual(told)
})

test("the snippet for Gradio's JavaScript client runs", async () => {
  const path = await script('client.mjs', `${await write(gradioJavaScript)}\nprocess.exit()\n`)
  const output = await run(process.execPath, [path])
  expect(output).toContain('from a file')
  expect(output).toContain('@home')
})

test.each(['client-1', 'client-2'] as const)("the snippet for Gradio's Python client runs, %s", async (environment) => {
  const path = await script('client.py', await write(gradioPython))
  const output = await run(await interpreter(environment), [path])
  expect(JSON.parse(output.slice(output.indexOf('[')))).toEqual(told)
})
