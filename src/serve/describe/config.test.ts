import { expect, test } from 'vitest'
import { define } from '../../callable/define.ts'
import { createApp } from '../app.ts'
import type { ServeOptions } from '../options.ts'
import { Interface } from '../build/interface.ts'
import { text } from '../build/words/index.ts'

const count = define({
  name: 'count',
  title: 'Count up',
  description: 'Counts.',
  input: { to: { type: 'integer', minimum: 1, maximum: 9, default: 3 }, note: { type: 'string', maxLength: 5 } },
  output: { number: { type: 'integer' } },
  *run({ to }) {
    yield to
  },
})
const plain = define({ name: 'plain', input: {}, output: { out: { type: 'string' } }, run: () => 'x' })
const unknown = { ...plain, name: 'unknown', streams: undefined }

interface Config {
  readonly components: readonly { readonly id: number; readonly type: string; readonly props: object }[]
  readonly layout: { readonly children: readonly { readonly id: number; readonly children: readonly unknown[] }[] }
  readonly dependencies: readonly { readonly hfn: object }[]
}

const configOf = async (what: Parameters<typeof createApp>[0], options?: ServeOptions): Promise<Config> => {
  const app = createApp(what, options)
  const config = (await (await app.fetch('http://app/config')).json()) as Config
  await app.close()
  return config
}

test('one function has its inputs and its button beside its outputs', async () => {
  const { components, layout, dependencies } = await configOf([count], { title: 'Mine', description: 'All *mine*' })
  expect(components.map(({ type }) => type)).toEqual([
    'slider',
    'textbox',
    'number',
    'button',
    'column',
    'column',
    'row',
  ])
  expect(layout.children).toEqual([
    {
      id: 7,
      children: [
        { id: 5, children: [{ id: 1 }, { id: 2 }, { id: 4 }] },
        { id: 6, children: [{ id: 3 }] },
      ],
    },
  ])
  expect(components).toMatchObject([
    { props: { label: 'to', minimum: 1, maximum: 9, step: 1, value: 3 } },
    { props: { label: 'note', max_length: 5 } },
    { props: { interactive: false, label: 'number' } },
    { props: { value: 'Run', variant: 'primary' }, skip_api: true },
    { skip_api: true },
    { skip_api: true },
    { skip_api: true },
  ])
  expect(dependencies).toEqual([
    {
      id: 0,
      api_name: 'count',
      api_visibility: 'public',
      inputs: [1, 2],
      outputs: [3],
      targets: [
        [4, 'click'],
        [2, 'submit'],
      ],
      backend_fn: true,
      queue: true,
      types: { generator: true, cancel: false },
      cancels: [],
      trigger_mode: 'once',
      show_progress: 'full',
      hfn: { title: 'Count up', description: 'Counts.', parameters: ['to', 'note'] },
    },
  ])
})

test('several functions have a tab each', async () => {
  const config = await configOf([count, plain])
  const tabs = config.components.filter(({ type }) => type === 'tabitem')
  expect(tabs).toMatchObject([
    { props: { label: 'Count up', id: 'count' } },
    { props: { label: 'plain', id: 'plain' } },
  ])
  expect(config.layout.children).toMatchObject([{ children: tabs.map(({ id }) => ({ id })) }])
})

test('only functions that may give outputs on their way are called generators', async () => {
  expect((await configOf([count, plain, unknown])).dependencies).toMatchObject([
    { types: { generator: true } },
    { types: { generator: false } },
    { types: { generator: true } },
  ])
})

test('private functions are not there, undocumented ones say so', async () => {
  const functions = { count: { visibility: 'private' }, plain: { visibility: 'undocumented' } } as const
  const config = await configOf([count, plain, unknown], { functions })
  expect(config.dependencies).toMatchObject([
    { id: 1, api_name: 'plain', api_visibility: 'undocumented' },
    { id: 2, api_name: 'unknown', api_visibility: 'public' },
  ])
  expect(JSON.stringify(config)).not.toContain('count')
})

test('runs can be flagged only where there is a place for it', async () => {
  const page = (flags?: string[]) => Interface(() => 'x', { inputs: [], outputs: text(), flags })
  const hfnOf = async (what: Parameters<typeof createApp>[0], flagFolder?: string) =>
    (await configOf(what, { flagFolder })).dependencies[0]?.hfn
  expect(await hfnOf(page(['wrong']))).not.toHaveProperty('flags')
  expect(await hfnOf(page(['wrong']), '/tmp/flags')).toMatchObject({ flags: ['wrong'] })
  expect(await hfnOf([plain], '/tmp/flags')).toMatchObject({ flags: ['Flag'] })
  expect(await hfnOf(page([]), '/tmp/flags')).toMatchObject({ flags: [] })
})

test('a description under the heading does not stand there twice', async () => {
  const page = Interface(() => 'x', { inputs: [], description: 'Once.', title: 'T' })
  const config = await configOf(page)
  expect(config).toMatchObject({ title: 'T', hfn: { description: 'Once.' } })
  expect(config.dependencies[0]?.hfn).not.toHaveProperty('description')
})
