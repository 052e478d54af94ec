import { resolve } from 'node:path'
import type { Callable, Parameter } from '../../callable/callable.ts'
import { coerce } from '../../callable/coerce.ts'
import { matchName } from '../../callable/names.ts'
import { HfnError } from '../../core/error.ts'
import type { Schema } from '../../core/schema.ts'
import type { Context } from '../context.ts'
import type { Given } from './function-command.ts'
import { readText } from './read-text.ts'

const some = (schema: Schema, test: (schema: Schema) => boolean): boolean =>
  test(schema) || [schema.anyOf, schema.oneOf, schema.allOf].some((parts) => parts?.some((part) => some(part, test)))

const takesList = (schema: Schema): boolean =>
  some(schema, ({ type }) => type === 'array' || (Array.isArray(type) && type.includes('array')))
const takesFile = (schema: Schema): boolean =>
  some(schema, ({ format, items }) => format === 'file' || (items !== undefined && takesFile(items)))

const parseJson = (text: string, where: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const problem = cause instanceof Error ? `: ${cause.message}` : ''
    throw new HfnError('BAD_USAGE', `${where} is not JSON${problem}`, {
      cause,
      hint: `Quote it for the shell, such as '{"a": 1}'.`,
    })
  }
}

/** A file's path or URL, with or without `@`, or a FileData as JSON. */
const readPlace = ({ cwd }: Context, text: string): string => {
  const place = text.startsWith('@') ? text.slice(1) : text
  return /^([a-z][a-z0-9+.-]+:|[{[]|null$)/i.test(place) ? place : resolve(cwd, place)
}

const readOne = async (context: Context, parameter: Parameter, values: readonly Given[]): Promise<unknown> => {
  const { name, schema } = parameter
  const last = values.at(-1)
  if (last === undefined || typeof last.value === 'boolean') return last?.value
  if (last.json) return parseJson(last.value, name)
  if (takesFile(schema) && last.value === '-') return { name: 'stdin', content: context.in.read() }
  if (takesFile(schema) && last.value.startsWith('{')) return parseJson(last.value, name)
  const texts: string[] = []
  for (const { value } of takesList(schema) ? values : [last]) {
    const text = String(value)
    texts.push(takesFile(schema) ? readPlace(context, text) : await readText(context, text))
  }
  return coerce(schema, texts.length === 1 ? (texts[0] ?? '') : texts, name)
}

/** The object or array of `--args`, by the parameters' own names where they fit. */
const readAll = async (context: Context, { input }: Callable, args: string): Promise<[string, unknown][]> => {
  const all = parseJson(await readText(context, args), '--args')
  if (typeof all !== 'object' || all === null) {
    throw new HfnError('BAD_USAGE', '--args takes a JSON object by name, or an array by position', {
      hint: `Such as --args '{"name": 1}'.`,
    })
  }
  const names = input.map(({ name }) => name)
  const nameOf = (key: string): string => (Array.isArray(all) ? names[Number(key)] : matchName(key, names)) ?? key
  return Object.entries(all).map(([key, value]) => [nameOf(key), value])
}

/** All that was refused as one error. */
const together = (refused: readonly HfnError[]): HfnError =>
  new HfnError('BAD_ARGUMENT', refused.map(({ message }) => message).join('; '), {
    hint: refused.find(({ hint }) => hint !== undefined)?.hint,
    faults: refused.flatMap(({ details }) => details.faults ?? []),
  })

/**
 * The arguments of a call by name: those of `--args`, then what was given one by one; the last of a name wins, unless it takes a list.
 * Names and ranges are not checked here: the callable does.
 */
export const readInput = async (
  context: Context,
  callable: Callable,
  given: readonly Given[],
  args?: string,
): Promise<Record<string, unknown>> => {
  const fromStdin = [args, ...given.map(({ value, json }) => (json ? '' : value))].filter((value) => value === '-')
  if (fromStdin.length > 1) throw new HfnError('BAD_USAGE', 'Only one argument can come from stdin')
  const input = new Map(args === undefined ? [] : await readAll(context, callable, args))
  const refused: HfnError[] = []
  for (const parameter of callable.input) {
    const values = given.filter((one) => one.parameter === parameter)
    if (values.length === 0) continue
    try {
      input.set(parameter.name, await readOne(context, parameter, values))
    } catch (error) {
      if (!HfnError.is(error) || error.code !== 'BAD_ARGUMENT') throw error
      refused.push(error)
    }
  }
  if (refused.length > 0) throw together(refused)
  return Object.fromEntries(input)
}
