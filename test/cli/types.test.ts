import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import type { Callable, Parameter, Returned } from '../../src/callable/callable.ts'
import { createCallable } from '../../src/callable/create.ts'
import { typesModule } from '../../src/cli/types-module.ts'
import { clash, echo, op1, picture } from './functions.ts'
import { hfn } from './terminal.ts'

const app = (functions: readonly Callable<never>[]): Parameters<typeof typesModule>[0] => ({
  url: 'http://127.0.0.1:7860',
  title: 'Test */ app\u2028alert(1)',
  version: '6.0.0',
  functions: new Map(functions.map((callable) => [callable.name, callable as Callable])),
})

const callable = (name: string, input: Parameter[] = [], output: Returned[] = []): Callable =>
  createCallable({
    name,
    description: `About */ ${name}\nin two lines`,
    input,
    output,
    start: async () => ({ data: [] }),
  })

const text = { type: 'string' } as const

/** Names no language likes. */
const hostile = [
  ...[
    '__proto__',
    'constructor',
    'then',
    'toString',
    'class',
    'file',
    'job',
    'app',
    'functions',
    'a-b',
    'a_b',
    '1st',
    'fn 2',
    '日本',
    '"; evil(`${1}`)',
  ].map((name) => callable(name, [{ name, schema: text, required: true }], [{ name, schema: text }])),
  callable('nothing'),
  callable(
    'order',
    [
      { name: 'first', schema: { ...text, default: '*/ "x"', title: 'A */ title' }, required: false },
      { name: 'second', schema: { type: 'number', minimum: 1, maximum: 5 }, required: true },
      { name: 'arguments', schema: { enum: ['a', "b'\n", 'FileInput', null] }, required: false },
      { name: '0', schema: { type: ['string', 'null'] }, required: false },
    ],
    [
      { name: 'a value', schema: { type: 'object', format: 'file' } },
      { name: 'default', schema: { type: 'array', items: { anyOf: [text, { type: 'null' }] } } },
    ],
  ),
]

/** What tsc says of files beside each other, under this project's own flags. */
const compile = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'hfn-types-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  const options = {
    noEmit: true,
    typeRoots: [resolve('node_modules/@types')],
    paths: { hfn: [resolve('src/index.ts')] },
  }
  const config = { extends: resolve('tsconfig.json'), compilerOptions: options, include: [folder] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  const tsc = resolve('node_modules/typescript/bin/tsc')
  return promisify(execFile)(process.execPath, [tsc, '-p', folder]).then(
    () => '',
    (error: { stdout?: string }) => String(error.stdout),
  )
}

test('the module of a hostile app compiles, and types arguments and outputs', async () => {
  const use = `
import type { FileValue } from 'hfn'
import { open, type OrderInput } from './hostile.ts'
const app = await open({ token: 'x' })
const [file, rest]: [FileValue, (string | null)[]] = await app.fn.order({ second: 1, first: 'x', arguments: null })
void [file.url, rest]
await app.fn.order(['x', 2])
await app.fn.nothing()
const text: string = await app.fn.constructor({ constructor: 'x' })
void text
// @ts-expect-error second is missing
await app.fn.order({ first: 'x' })
// @ts-expect-error no such choice
export const wrong: OrderInput = { second: 1, arguments: 'c' }
// @ts-expect-error no such function
app.fn.misspelt
for await (const event of app.fn.file({ file: 'a.txt' })) {
  if (event.type === 'done') event.data[0].trim()
}
`
  expect(await compile({ 'hostile.ts': typesModule(app(hostile)), 'use.ts': use })).toBe('')
})

test('the module names every function in the order of the app, with defaults and ranges', () => {
  const module = typesModule(app([op1, echo, clash, picture]))
  expect([...module.matchAll(/^ {2}(\w+)\(input/gm)].map(([, name]) => name)).toEqual([
    'Op1',
    'echo',
    'clash',
    'picture',
  ])
  expect(module).toContain('  /** Duration, in, seconds. Default: "5". */\n  readonly Duration?: string | undefined\n')
  expect(module).toContain('  /** From 1 to 50. Default: 4. */\n  readonly steps?: number | undefined\n')
  expect(module).toContain(`export type Op1Outputs = [Resultado: string]\n`)
  expect(typesModule(app([op1]))).toBe(typesModule(app([op1])))
})

test('hfn types prints the module, or writes it to a file that is not there yet', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'hfn-types-'))
  onTestFinished(() => rmSync(cwd, { recursive: true }))
  const { out } = await hfn(['types', 'http://h'], { functions: [op1] })
  expect(out).toContain(`connect<Functions>("http://h", options)`)
  expect(await hfn(['types', 'http://h', '-o', 'app.ts'], { functions: [op1], cwd })).toEqual({
    status: 0,
    out: 'app.ts\n',
    err: '',
  })
  expect(await hfn(['types', 'http://h', '-o', 'app.ts'], { functions: [op1], cwd })).toMatchObject({
    status: 2,
    out: '',
  })
})
