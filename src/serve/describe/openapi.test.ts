import { Validator } from '@cfworker/json-schema'
import { expect, test } from 'vitest'
import { define } from '../../callable/define.ts'
import { createApp } from '../app.ts'
import { file, number, state, text } from '../build/words/index.ts'

const tree = define({
  name: 'tree',
  input: {
    node: {
      $defs: { node: { type: 'object', properties: { next: { $ref: '#/$defs/node' } }, required: ['next'] } },
      anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }],
    },
  },
  run: () => 1,
})
const mixed = define({
  name: 'mixed',
  title: 'Mixed',
  description: 'All sorts.',
  input: { a: text(), s: state(), b: number({ default: 1 }), f: file({ default: null }) },
  output: [
    { name: 'out', schema: { type: 'string' } },
    { name: 's', schema: state() },
  ],
  run: () => ['x', 1],
})
const secret = define({ name: 'secret', input: {}, run: () => 1 })
const quiet = define({ name: 'quiet', input: {}, run: () => 1 })

const app = createApp([tree, mixed, secret, quiet], {
  title: 'Mine',
  functions: { secret: { visibility: 'private' }, quiet: { visibility: 'undocumented' } },
})

interface Document {
  readonly paths: Readonly<Record<string, Record<string, Operation>>>
}
interface Operation {
  readonly operationId: string
  readonly requestBody: { readonly content: { readonly 'application/json': { readonly schema: object } } }
}

const document = async (path = '/openapi.json'): Promise<Document> =>
  (await (await app.fetch(`http://app${path}`)).json()) as Document

/** Checks values against a schema of the document, as clients made from it do. */
const validate = (whole: Document, path: string) => {
  const schema = whole.paths[path]?.['post']?.requestBody.content['application/json'].schema
  const validator = new Validator({ ...whole, ...schema } as object, '2020-12')
  return (value: unknown): boolean => validator.validate(value).valid
}

test('each public function can be called in three ways, and read', async () => {
  const whole = await document()
  expect(whole).toMatchObject({
    openapi: '3.1.0',
    info: { title: 'Mine' },
    servers: [{ url: 'http://app/gradio_api' }],
  })
  expect(Object.keys(whole.paths)).toEqual(
    ['tree', 'mixed'].flatMap((name) => [
      `/run/${name}`,
      `/call/${name}`,
      `/call/v2/${name}`,
      `/call/${name}/{event_id}`,
    ]),
  )
  const ids = Object.values(whole.paths).flatMap((item) => Object.values(item).map(({ operationId }) => operationId))
  expect(new Set(ids).size).toBe(ids.length)
  expect(await document('/demo/gradio_api/openapi.json')).toMatchObject({
    servers: [{ url: 'http://app/demo/gradio_api' }],
  })
})

test('arguments in order leave room for what the server keeps; by name it is not there', async () => {
  const whole = await document()
  const inOrder = validate(whole, '/run/mixed')
  expect([['a', null], ['a'], ['a', null, 2, null]].map((data) => inOrder({ data }))).toEqual([true, true, true])
  expect([[], [1], ['a', 1], ['a', null, 2, null, 5]].map((data) => inOrder({ data }))).toEqual([
    false,
    false,
    false,
    false,
  ])
  const byName = validate(whole, '/call/v2/mixed')
  expect([{ a: 'x' }, { a: 'x', b: 2 }].map(byName)).toEqual([true, true])
  expect([{}, { a: 1 }].map(byName)).toEqual([false, false])
})

test('schemas that refer to themselves do so within the document', async () => {
  const tree = validate(await document(), '/call/v2/tree')
  expect([{ node: { next: { next: {} } } }, { node: { next: 1 } }].map(tree)).toEqual([false, false])
  expect(tree({ node: null })).toBe(true)
})
