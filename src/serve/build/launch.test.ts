import { expect, test } from 'vitest'
import { define } from '../../callable/define.ts'
import { connect } from '../../gradio/index.ts'
import { createApp } from '../app.ts'
import { Interface } from './interface.ts'
import { launch, type Servable } from './launch.ts'

const hello = define({ name: 'hello', input: {}, run: () => 'hello' })

test.each<[string, Servable]>([
  ['a callable', hello],
  ['callables', [hello]],
  ['a source', { functions: new Map([['hello', hello]]), close: async () => {} }],
  ['a page', Interface(() => 'hello', { inputs: [], name: 'hello' })],
  ['an app', createApp([hello])],
])('%s is served on a port, until it is closed', async (_, what) => {
  const served = await launch(what, { port: 0, title: 'Mine' })
  const app = await connect(served.url)
  expect(await app.function('hello').run()).toBe('hello')
  await app.close()
  await served.close()
  await expect(fetch(served.url)).rejects.toThrow()
})
