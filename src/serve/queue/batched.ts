import { HfnError } from '../../core/error.ts'
import type { Schema } from '../../core/schema.ts'
import type { Callable, Parameter } from '../../callable/callable.ts'
import { createCallable } from '../../callable/create.ts'

/** One call of a function over lists, as callers see it: each input and output is one item. BAD_USAGE when something is no list. */
export const oneOf = (callable: Callable): Callable => {
  const item = <Slot extends { readonly name: string; readonly schema: Schema }>(slot: Slot): Slot => {
    const { items } = slot.schema
    if (items !== undefined) return { ...slot, schema: { title: slot.schema.title ?? slot.name, ...items } }
    throw new HfnError('BAD_USAGE', `${callable.name} cannot be batched: its ${slot.name} is no list`, {
      hint: 'A batched function takes and returns lists, with one value for each call.',
    })
  }
  const { name, title, description } = callable
  return createCallable({
    name,
    title,
    description,
    input: callable.input.map(item),
    output: callable.output.map(item),
    streams: false,
    start: async (input, { signal }) => {
      const lists = together(callable.input, [input])
      const outputs = await callable.run(lists, { signal }).outputs()
      return { data: rows(outputs, 1)[0] ?? [] }
    },
  })
}

/** Each parameter as a list with the value of each call. */
export const together = (
  parameters: readonly Parameter[],
  inputs: readonly Readonly<Record<string, unknown>>[],
): Record<string, unknown> =>
  Object.fromEntries(parameters.map(({ name }) => [name, inputs.map((input) => input[name] ?? null)]))

/** The outputs of each call out of a list an output. FUNCTION_FAILED when a list has not one value for each call. */
export const rows = (outputs: readonly unknown[], calls: number): readonly unknown[][] => {
  const lists = outputs.map((list) => {
    if (Array.isArray(list) && list.length === calls) return list as readonly unknown[]
    throw new HfnError(
      'FUNCTION_FAILED',
      `The function must return lists with one value for each of its ${calls} calls`,
    )
  })
  return Array.from({ length: calls }, (_, call) => lists.map((list) => list[call]))
}
