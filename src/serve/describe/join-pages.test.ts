import { expect, test } from 'vitest'
import { Blocks } from '../build/blocks/blocks.ts'
import { ChatInterface } from '../build/chat-interface.ts'
import { Interface } from '../build/interface.ts'
import { state, text } from '../build/words/index.ts'
import { joinPages } from './join-pages.ts'

const form = Interface((a: string) => a, { inputs: text(), outputs: text(), name: 'echo', concurrency: 3 })
const chat = ChatInterface(() => 'x', { title: 'Talk' })
const loading = Blocks((page) => page.load({ run: () => 'x', outputs: [page.add(text())] }))

test('a page alone stays as it is', () => {
  expect(joinPages([form])).toBe(form)
})

test('several are tabs of one, each with its own components and functions', () => {
  const { callables, settings, blueprint } = joinPages([form, chat, loading])
  expect(callables.map(({ name }) => name)).toEqual(['echo', 'chat', 'load'])
  expect(settings).toMatchObject({ echo: { concurrency: 3 } })
  const { components, layout, bindings } = blueprint
  const ids = components.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const typeOf = (id: number | null | undefined) => components.find((component) => component.id === id)?.type
  expect(layout.children?.map(({ id }) => typeOf(id))).toEqual(['tabs'])
  expect(
    layout.children?.[0]?.children?.map(({ id }) => components.find((one) => one.id === id)?.props['label']),
  ).toEqual(['echo', 'Talk', 'load'])
  expect(bindings.map(({ inputs, outputs }) => [inputs.map(typeOf), outputs.map(typeOf)])).toEqual([
    [['textbox'], ['textbox']],
    [['textbox', 'chatbot'], ['json']],
    [[], ['textbox']],
  ])
  expect(bindings.map(({ targets }) => typeOf(targets[0]?.[0]))).toEqual(['button', 'textbox', undefined])
})

test('pages that are joined share no states', () => {
  const counting = (name: string) =>
    Blocks((page) => {
      const sum = page.add(state({ default: 0 }))
      page.button('add').click({ run: (n) => Number(n) + 1, inputs: [sum], outputs: [sum], name })
      page.button('get').click({ run: () => 'x', inputs: [sum], name: `${name}_get` })
    })
  const keys = joinPages([counting('one'), counting('two')]).callables.map(
    ({ input: [slot] }) => slot?.schema['x-props'],
  )
  expect(keys[0]).toEqual(keys[1])
  expect(keys[2]).toEqual(keys[3])
  expect(keys[0]).not.toEqual(keys[2])
})
