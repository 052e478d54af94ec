import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { demoFunctions } from '../src/cli/demo.ts'
import { createApp, listen, type Listening, type ServedApp } from '../src/serve/index.ts'
import { createFakeHub, type FakeHub } from '../src/testing/index.ts'

const root = resolve(import.meta.dirname, '..')
const folder = mkdtempSync(join(root, 'node_modules', '.docs-'))
let app: ServedApp
let server: Listening
let hub: FakeHub

/** What the documents' examples find on the Hub. */
const repos = [
  { id: 'meta-llama/Llama-3.1-8B-Instruct', downloads: 9 },
  { id: 'openai-community/gpt2', files: { 'config.json': '{"model_type": "gpt2"}' } },
] as const

beforeAll(async () => {
  app = createApp(demoFunctions())
  server = await listen(app, { port: 0 })
  vi.stubEnv('APP', server.url)
  const space = { type: 'space', id: 'owner/name', sdk: 'gradio', space: { stage: 'SLEEPING', app } } as const
  hub = await createFakeHub({ repos: [...repos, space], users: [{ name: 'me', token: 'hf_docsToken0123' }] })
  vi.stubEnv('HF_ENDPOINT', hub.url)
  vi.stubEnv('HF_HOME', join(folder, 'home'))
  vi.stubEnv('HF_TOKEN', 'hf_docsToken0123')
})

afterAll(async () => {
  vi.unstubAllEnvs()
  await hub.close()
  await server.close()
  await app.close()
  rmSync(folder, { recursive: true })
})

/** Runs a module and gives what it printed. */
const printed = async (file: string): Promise<string> => {
  const lines: unknown[] = []
  const log = vi.spyOn(console, 'log').mockImplementation((...words) => void lines.push(words.join(' ')))
  try {
    await import(pathToFileURL(file).href)
  } finally {
    log.mockRestore()
  }
  return lines.join('\n')
}

const blocks = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/```ts\n([^]*?)```/g)].map((match) => match[1] ?? '')

const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]
const code = documents.flatMap((file) => blocks(file).map((text, index) => ({ file, index, text })))

describe('documents', () => {
  test.each(code)('$file, block $index runs', async ({ file, index, text }) => {
    const module = join(folder, `${file.replaceAll(/\W/g, '-')}-${index}.ts`)
    writeFileSync(module, text.replaceAll('http://127.0.0.1:7860', server.url))
    const seen = await printed(module)
    for (const [, said = ''] of text.matchAll(/console\.log\(.*\) \/\/ ([\w'"]+)$/gm)) {
      if (/^\d/.test(said)) expect(seen).toContain(said)
    }
  })

  test('every link inside the project leads somewhere', () => {
    const missing = documents.flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
        .map((match) => match[1] ?? '')
        .filter((target) => {
          try {
            readdirSync(resolve(root, file, '..', target, '..'))
            return !readdirSync(resolve(root, file, '..', target, '..')).includes(target.split('/').at(-1) ?? '')
          } catch {
            return true
          }
        })
        .map((target) => `${file} -> ${target}`),
    )
    expect(missing).toEqual([])
  })
})

describe('examples', () => {
  const expected: Readonly<Record<string, RegExp>> = {
    'call-an-app.ts': /Ada[^]*Dur:1[^]*Finished/,
    'files.ts': /note/,
    'hub.ts': /^meta-llama\/Llama-3.1-8B-Instruct[^]*gpt2[^]*Hello Ada/,
    'pipe.ts': /^\* HELLO \*$/,
    'serve-a-function.ts': /"type":"done"/,
    'serve-blocks.ts': /^5 in all$/,
    'serve-chat.ts': /Hello.*0 messages[^]*Again.*2 messages/,
    'serve-interface.ts': /^Olá Ada Olá Ada$/,
  }
  test('each one is known here', () => {
    expect(readdirSync(join(root, 'examples')).sort()).toEqual(Object.keys(expected).sort())
  })
  test.each(Object.entries(expected))('%s runs', async (file, output) => {
    expect(await printed(join(root, 'examples', file))).toMatch(output)
  })
})
