import { expect, test } from 'vitest'
import { define } from '../callable/define.ts'
import { call, createApp, get, join, post, run } from '../../test/support/served-app.ts'
import type { AppDefinition } from './blueprint.ts'
import { catalogOf } from './catalog.ts'

const text = { type: 'string' } as const
const named = (name: string) => define({ name, input: {}, output: { text }, run: () => name })

const functions = [named('open'), named('hidden'), named('own')]
const settings = { hidden: { visibility: 'undocumented' }, own: { visibility: 'private' } } as const

const app = () => createApp(functions, { functions: settings })

test('a private function is unknown to every client, by name and by index', async () => {
  const served = app()
  const answers = [
    await post(served, '/queue/join', { data: [], fn_index: 2, session_hash: 's' }),
    await post(served, '/call/own', { data: [] }),
    await post(served, '/call/v2/own', {}),
    await post(served, '/call/OWN', { data: [] }),
    await post(served, '/run/own', { data: [] }),
    await post(served, '/run/predict', { data: [], fn_index: 2 }),
  ]
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404))
  const unknown = await (await post(served, '/run/nothing', { data: [] })).text()
  expect(await answers[4]?.text()).toBe(unknown.replace('nothing', 'own'))
})

test('an undocumented function is called like any other', async () => {
  const served = app()
  expect(await run(served, 'hidden', [])).toMatchObject({ data: ['hidden'] })
  expect(await join(served, 's', [], 1)).toMatch(/^\w{32}$/)
  expect(await (await get(served, `/call/hidden/${await call(served, 'hidden', { data: [] })}`)).text()).toContain(
    'hidden',
  )
})

test("the app's own words on a function go over those of its definition", () => {
  const definition: AppDefinition = {
    callables: functions,
    settings: { ...settings, open: { concurrency: 5, timeout: 9 } },
    blueprint: { mode: 'blocks', components: [], layout: { id: 0 }, bindings: [] },
  }
  const catalog = catalogOf(definition, {
    functions: { open: { concurrency: 2 }, own: { visibility: 'public' } },
  })
  expect(
    catalog.all.map(({ callable, visibility, timeout, line }) => [callable.name, visibility, timeout, line.limit]),
  ).toEqual([
    ['open', 'public', 9, 2],
    ['hidden', 'undocumented', undefined, 1],
    ['own', 'public', undefined, 1],
  ])
  expect(catalog.byName('own')).toBe(catalog.named('own'))
})

test('functions of one group share a line with the smallest of their limits; a name is no group', () => {
  const { lines } = catalogOf(functions, {
    concurrency: 4,
    functions: { open: { group: 'own', concurrency: 3 }, hidden: { group: 'own' } },
  })
  expect(lines.get('open')).toEqual(lines.get('hidden'))
  expect(lines.get('open')?.limit).toBe(3)
  expect(lines.get('own')).toMatchObject({ limit: 4, batch: 1 })
  expect(lines.get('own')?.name).not.toBe(lines.get('open')?.name)
})
