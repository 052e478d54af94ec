import { expect, test } from 'vitest'
import { HfnError } from '../core/error.ts'
import { isConfig, readAppId, readConfig } from './config.ts'

const empty = { components: [], dependencies: [] }

test('tells a Gradio config from other JSON', () => {
  expect(isConfig(empty)).toBe(true)
  for (const json of [
    null,
    [],
    'text',
    1,
    {},
    { dependencies: { a: '1.0' }, components: [] },
    { detail: 'Not Found' },
  ]) {
    expect(isConfig(json)).toBe(false)
  }
})

test('what a config leaves out has the meaning it had when nobody wrote it', () => {
  expect(readConfig(empty)).toMatchObject({
    version: '',
    protocol: 'ws',
    apiPrefix: '',
    queueEnabled: false,
    connectHeartbeat: false,
  })
  expect(readConfig({ ...empty, protocol: 'sse_v3' }).queueEnabled).toBe(true)
  expect(readConfig({ ...empty, protocol: 'sse_v3', enable_queue: false }).queueEnabled).toBe(false)
})

test('nothing of a wrong type gets through, and nothing throws', () => {
  for (const junk of [null, 0, 'x', [], [null], { a: 1 }, true]) {
    const fields = ['version', 'protocol', 'title', 'root', 'space_id', 'enable_queue', 'max_file_size', 'app_id']
    const config = readConfig({
      ...Object.fromEntries(fields.map((field) => [field, junk])),
      components: junk,
      dependencies: junk,
    })
    expect(config.components.size).toBeLessThan(2)
    expect(typeof config.version).toBe('string')
    expect(readConfig({ components: [junk], dependencies: [junk] }).dependencies.length).toBeLessThan(2)
    const dependency = {
      inputs: junk,
      outputs: junk,
      types: junk,
      cancels: junk,
      queue: junk,
      api_name: junk,
      id: junk,
    }
    expect(() =>
      readConfig({ components: [{ id: junk, type: junk, props: junk }], dependencies: [dependency] }),
    ).not.toThrow()
  }
})

test.each(['', '/gradio_api', '/a/b-c', '/~user/v1.2', '/gradio_api/', '/'])('takes the prefix %j', (prefix) => {
  expect(readConfig({ ...empty, api_prefix: prefix }).apiPrefix).toBe(prefix.replace(/\/$/, ''))
})

test.each([
  '//evil.example',
  'https://evil.example',
  'gradio_api',
  'evil.example',
  '/../up',
  '/a/../../b',
  '/%2e%2e/b',
  '/a//b',
  '/a\\b',
  '/a?b',
  '/a#b',
  '/a b',
  '@evil.example',
  ':80',
  'javascript:alert(1)',
  '/a\n',
  '/x'.repeat(100),
])('refuses the prefix %j', (prefix) => {
  expect(() => readConfig({ ...empty, api_prefix: prefix })).toThrow(HfnError)
  expect(() => readConfig({ ...empty, api_prefix: prefix })).toThrow(expect.objectContaining({ code: 'BAD_ANSWER' }))
})

test('a root is an address or a path, or it is left out', () => {
  const rootOf = (root: unknown) => readConfig({ ...empty, root }).root
  expect(['https://a.example/x', 'http://localhost:7860', '', '/sub'].map(rootOf)).toEqual([
    'https://a.example/x',
    'http://localhost:7860',
    '',
    '/sub',
  ])
  expect(['javascript:alert(1)', '//evil.example', 'ftp://a', null].map(rootOf)).toEqual(Array(4).fill(undefined))
})

test('an app id keeps every digit', () => {
  const text = '{"title": "a \\"app_id\\": 1", "app_id": 14824250875247108216, "components": [], "dependencies": []}'
  expect(readConfig(JSON.parse(text), text).appId).toBe('14824250875247108216')
  expect(readAppId(JSON.parse(text))).toBeUndefined()
  expect(readAppId({ app_id: 7 })).toBe('7')
  expect(readAppId({ app_id: 'seven' })).toBe('seven')
  expect(readAppId(null, text)).toBeUndefined()
})

const visibilityOf = (dependency: object): unknown =>
  readConfig({ components: [], dependencies: [{ backend_fn: true, ...dependency }] }).dependencies[0]?.visibility

test('visibility follows the words of each version', () => {
  expect(visibilityOf({ api_name: 'a' })).toBe('public')
  expect(visibilityOf({ api_name: null })).toBe('public')
  expect(visibilityOf({ api_name: false })).toBe('private')
  expect(visibilityOf({ api_name: 'a', show_api: false })).toBe('undocumented')
  expect(visibilityOf({ api_name: false, show_api: false })).toBe('private')
  expect(visibilityOf({ api_name: 'a', api_visibility: 'undocumented' })).toBe('undocumented')
  expect(visibilityOf({ api_name: 'a', api_visibility: 'private' })).toBe('private')
  expect(visibilityOf({ api_name: 'a', api_visibility: 'public', backend_fn: false })).toBe('private')
})

test('a function has its own id or its place in the list, and a name without slash', () => {
  const { dependencies } = readConfig({
    components: [],
    dependencies: [{ api_name: '/a' }, { id: 7, api_name: 'b' }, {}],
  })
  expect(dependencies.map(({ id, apiName }) => [id, apiName])).toEqual([
    [0, 'a'],
    [7, 'b'],
    [2, undefined],
  ])
})

const queuedOf = (config: object, queue: unknown): unknown =>
  readConfig({ components: [], ...config, dependencies: [{ queue }] }).dependencies[0]?.queued

test('a function is queued as the app is, unless it says otherwise', () => {
  expect([null, true, false].map((queue) => queuedOf({ enable_queue: true }, queue))).toEqual([true, true, false])
  expect([null, true, false].map((queue) => queuedOf({ enable_queue: false }, queue))).toEqual([false, false, false])
  expect([null, true, false].map((queue) => queuedOf({ protocol: 'sse_v3' }, queue))).toEqual([true, true, false])
})

test('unreadable inputs keep their places', () => {
  const { dependencies } = readConfig({ components: [], dependencies: [{ inputs: [1, null, 'x', 4] }] })
  expect(dependencies[0]?.inputs).toEqual([1, -1, -1, 4])
})

test('state and layout are never parameters, buttons only in Gradio 3', () => {
  const types = ['state', 'row', 'Button', 'textbox', 'dataset']
  const components = types.map((type, id) => ({ id, type }))
  const hidden = (config: object): string[] =>
    [...readConfig({ dependencies: [], components, ...config }).components.values()]
      .filter(({ skipApi }) => skipApi)
      .map(({ type }) => type)
  expect(hidden({})).toEqual(['state', 'row', 'dataset'])
  expect(hidden({ protocol: 'sse_v3' })).toEqual(['state', 'row', 'button'])
})
