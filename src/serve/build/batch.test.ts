import { afterEach, expect, expectTypeOf, test } from 'vitest'
import { connect } from '../../gradio/index.ts'
import { createApp } from '../app.ts'
import type { AppDefinition } from '../blueprint.ts'
import { Interface } from './interface.ts'
import { label, slider, text } from './words/index.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const visitor = async (page: AppDefinition) => {
  const served = createApp(page)
  const app = await connect('http://batch.localhost', { fetch: served.fetch })
  closing.push(
    () => served.close(),
    () => app.close(),
  )
  return app
}

test('a function over lists has the words of one item, and callers see one item', async () => {
  const sizes: number[] = []
  const page = Interface(
    async (words, times) => {
      expectTypeOf(words).toEqualTypeOf<readonly string[]>()
      expectTypeOf(times).toEqualTypeOf<readonly number[]>()
      sizes.push(words.length)
      return words.map((word, index) => word.repeat(times[index] ?? 0))
    },
    { inputs: [text(), slider({ minimum: 2, maximum: 5 })], outputs: text({ label: 'Said' }), batch: 4, name: 'say' },
  )
  const app = await visitor(page)
  const say = app.function('say')
  expect(say.input.map(({ name, schema, required }) => [name, schema.type, required])).toEqual([
    ['words', 'string', true],
    ['times', 'number', false],
  ])
  expect(page.blueprint.components.map(({ type }) => type)).toEqual(expect.arrayContaining(['textbox', 'slider']))
  const runs = ['a', 'b', 'c', 'd', 'e'].map((word, index) => say.run(index === 0 ? [word] : [word, 3]))
  expect(await Promise.all(runs)).toEqual(['aa', 'bbb', 'ccc', 'ddd', 'eee'])
  expect(sizes.reduce((sum, size) => sum + size)).toBe(5)
  expect(sizes.length).toBeLessThan(5)
})

test('inputs by name are lists by name, several outputs are lists too, each item as its component wants it', async () => {
  const page = Interface(
    ({ who }) => {
      expectTypeOf(who).toEqualTypeOf<readonly string[]>()
      return { loud: who.map((one) => one.toUpperCase()), kind: who.map(() => ({ cat: 0.2, dog: 0.8 })) }
    },
    { inputs: { who: text() }, outputs: { loud: text(), kind: label() }, batch: 2, name: 'say' },
  )
  const say = (await visitor(page)).function('say')
  expect(await say.run({ who: 'ada' })).toMatchObject(['ADA', { label: 'dog' }])
  await expect(say.run({ who: { name: 'ada' } })).rejects.toMatchObject({ code: 'BAD_ARGUMENT' })
})
