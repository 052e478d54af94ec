import { afterEach, expect, expectTypeOf, test } from 'vitest'
import { connect } from '../../../gradio/index.ts'
import { createApp } from '../../app.ts'
import type { AppDefinition } from '../../blueprint.ts'
import { chatbot, json, number, slider, state, text } from '../words/index.ts'
import { Blocks } from './blocks.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const served = async (page: AppDefinition) => {
  const app = createApp(page)
  const connected = await connect('http://page.localhost', { fetch: app.fetch })
  closing.push(
    () => app.close(),
    () => connected.close(),
  )
  return { app: connected, config: (await (await app.fetch('http://x/config')).json()) as Config }
}

interface Config {
  readonly components: readonly {
    readonly id: number
    readonly type: string
    readonly props: Record<string, unknown>
  }[]
  readonly layout: unknown
  readonly dependencies: readonly Record<string, unknown>[]
}

test('components stand as they are added, and events call functions', async () => {
  const page = Blocks(
    (page) => {
      const name = page.add(text({ label: 'Name' }))
      const times = page.add(slider({ minimum: 1, maximum: 3 }))
      const greeting = page.add(text({ label: 'Greeting' }))
      page.button('Greet', { variant: 'primary' }).click({
        run: (who, count) => {
          expectTypeOf(who).toEqualTypeOf<string>()
          expectTypeOf(count).toEqualTypeOf<number>()
          return `Hello ${who}`.repeat(count)
        },
        inputs: [name, times],
        outputs: [greeting],
        description: 'Greets.',
        examples: [['Ada', 2]],
      })
    },
    { title: 'Mine' },
  )
  const { app, config } = await served(page)
  expect(await app.function('greet').run({ who: 'Ada', count: 2 })).toBe('Hello AdaHello Ada')
  expect(app.function('greet').description).toBe('Greets.')
  expect(config).toMatchObject({
    mode: 'blocks',
    title: 'Mine',
    components: [
      { id: 1, type: 'textbox', props: { label: 'Name' } },
      { id: 2, type: 'slider' },
      { id: 3, type: 'textbox', props: { interactive: false } },
      { id: 4, type: 'button', props: { value: 'Greet', variant: 'primary' } },
    ],
    layout: { id: 0, children: [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }] },
    dependencies: [
      { api_name: 'greet', inputs: [1, 2], outputs: [3], targets: [[4, 'click']], hfn: { examples: [['Ada', 2]] } },
    ],
  })
})

test('boxes hold what is added within them; tabs that follow each other share a row', async () => {
  const { config } = await served(
    Blocks((page) => {
      page.row(() => {
        page.column(() => page.add(text()))
        page.column(() => page.add(number()))
      })
      page.tab('One', () => page.add(json()))
      page.tab('Two', () => page.accordion('More', () => page.add(chatbot()), { open: false }))
      page.group(() => {})
      page.tabs(() => page.tab('Three', () => {}))
    }),
  )
  const types = new Map(config.components.map(({ id, type }) => [id, type]))
  const shape = (node: unknown): unknown => {
    const { id, children } = node as { id: number; children?: unknown[] }
    return children === undefined ? types.get(id) : { [types.get(id) ?? 'page']: children.map(shape) }
  }
  expect(shape(config.layout)).toEqual({
    page: [
      { row: [{ column: ['textbox'] }, { column: ['number'] }] },
      { tabs: [{ tabitem: ['json'] }, { tabitem: [{ accordion: ['chatbot'] }] }] },
      { group: [] },
      { tabs: [{ tabitem: [] }] },
    ],
  })
  expect(config.components.find(({ type }) => type === 'accordion')?.props).toMatchObject({
    label: 'More',
    open: false,
  })
  expect(config.components.find(({ props }) => props['label'] === 'Two')?.props).toMatchObject({ id: 'Two' })
})

test('functions without a name are called after the component, and numbered when they share one', async () => {
  const named = (value: string): string => value
  const { app, config } = await served(
    Blocks((page) => {
      const box = page.add(text({ label: 'In it' }))
      box.change({ run: (value) => value, inputs: [box], outputs: [box] })
      box.submit({ run: named, inputs: [box], outputs: [box] })
      box.clear({ run: named, inputs: [box], outputs: [box] })
      box.input({ run: named, inputs: [box], outputs: [box], name: 'given', visibility: 'undocumented' })
      const start = page.load({ run: () => 'ready', outputs: [box] })
      page.button('Stop it').click({ cancels: [start] })
      page.on([
        [box, 'select'],
        [box, 'upload'],
      ])({ run: () => 'both', outputs: [box], name: 'both' })
    }),
  )
  expect([...app.functions.keys()]).toEqual(['in_it', 'named', 'named_1', 'load', 'stop_it', 'both'])
  expect(config.dependencies).toMatchObject([
    { trigger_mode: 'always_last', targets: [[1, 'change']] },
    { trigger_mode: 'once' },
    {},
    { api_name: 'given', api_visibility: 'undocumented' },
    { targets: [[null, 'load']], inputs: [] },
    { cancels: [4], targets: [[2, 'click']] },
    {
      targets: [
        [1, 'select'],
        [1, 'upload'],
      ],
    },
  ])
  expect(await app.function('stop_it').run()).toBeUndefined()
  expect(await app.function('load').run()).toBe('ready')
})

test('a state is shared by the functions of a page and never seen', async () => {
  const { app, config } = await served(
    Blocks((page) => {
      const sum = page.add(state({ default: 0 }))
      const other = page.add(state({ default: 'kept' }))
      const by = page.add(number())
      const out = page.add(number())
      const both = page.add(text())
      page
        .button('add')
        .click({ run: (n, s) => [Number(s) + n, Number(s) + n], inputs: [by, sum], outputs: [sum, out] })
      page.button('get').click({ run: (s, o) => `${String(s)} ${String(o)}`, inputs: [sum, other], outputs: [both] })
    }),
  )
  expect(await app.function('add').run([2])).toBe(2)
  expect(await app.function('add').run({ n: 3 })).toBe(5)
  expect(await app.function('get').run()).toBe('5 kept')
  expect(config.components.slice(0, 2)).toEqual([
    { id: 1, type: 'state', props: { name: 'state' }, skip_api: true },
    { id: 2, type: 'state', props: { name: 'state' }, skip_api: true },
  ])
})
