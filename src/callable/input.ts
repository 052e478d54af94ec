import { HfnError, type Fault } from '../core/error.ts'
import type { Schema } from '../core/schema.ts'
import type { Parameter } from './callable.ts'
import { check } from './check.ts'
import { copy } from './copy.ts'
import { fold, matchName, nearest } from './names.ts'

/** Faults told in one error. */
const most = 20

/**
 * The caller's arguments by the parameters' own names, checked, defaults filled; files are left as they are.
 * Names match exactly, or without regard to case, dash, underscore and slash where only one fits; `undefined` counts as left out.
 * @throws BAD_ARGUMENT naming every fault at once
 */
export const resolveInput = (parameters: readonly Parameter[], input: object): Record<string, unknown> => {
  const { values, faults } = nameInput(parameters, input)
  for (const { name, schema, required } of parameters) {
    const value = written(schema, values[name])
    if (value !== undefined) {
      values[name] = value
      faults.push(...check(schema, value, name).map((message) => ({ parameter: name, message })))
    } else if (required) faults.push(missing(name))
    else if (schema.default !== undefined) values[name] = copy(schema.default)
  }
  if (faults.length > 0) throw badInput(parameters, faults)
  return values
}

/** A number where text is wanted is its digits: people write `[1]` for a text field, and Gradio's own clients take it. */
const written = ({ type }: Schema, value: unknown): unknown =>
  type === 'string' && (typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value)))
    ? String(value)
    : value

/** What was given, by the parameters' own names, with what is wrong about the names. */
export interface NamedInput {
  readonly values: Record<string, unknown>
  readonly faults: Fault[]
}

/** Names what the caller gave, by position or by name; looks at no value. */
export const nameInput = (parameters: readonly Parameter[], input: object): NamedInput => {
  const named: NamedInput = { values: Object.create(null), faults: [] }
  if (Array.isArray(input)) byPosition(parameters, input, named)
  else if (isNames(input)) byName(parameters, input, named)
  else named.faults.push({ parameter: '', message: 'arguments must be an object by name or an array by position' })
  return named
}

/** The refusal of an input, with every fault in one line. */
export const badInput = (parameters: readonly Parameter[], faults: readonly Fault[]): HfnError => {
  const told = faults.slice(0, most)
  const more = faults.length > most ? [`and ${faults.length - most} more faults`] : []
  const names = parameters.map(({ name }) => name)
  const unknown = told.map(({ parameter }) => parameter).filter((name) => name !== '' && !names.includes(name))
  return new HfnError('BAD_ARGUMENT', [...told.map(({ message }) => message), ...more].join('; '), {
    hint: hint(
      parameters,
      unknown.flatMap((name) => nearest(name, names) ?? []),
    ),
    faults: told,
  })
}

/** A required parameter without a value. */
export const missing = (name: string): Fault => ({ parameter: name, message: `${name} is missing` })

const byPosition = (
  parameters: readonly Parameter[],
  input: readonly unknown[],
  { values, faults }: NamedInput,
): void => {
  if (input.length > parameters.length) {
    const many = `${parameters.length} ${parameters.length === 1 ? 'argument' : 'arguments'}`
    faults.push({ parameter: '', message: `it takes ${many}, not ${input.length}` })
  }
  for (const [index, { name }] of parameters.entries()) values[name] = input[index]
}

const byName = (parameters: readonly Parameter[], input: object, { values, faults }: NamedInput): void => {
  const names = parameters.map(({ name }) => name)
  const givenAs = new Map<string, string>()
  for (const [given, value] of Object.entries(input)) {
    const name = matchName(given, names)
    const before = name === undefined ? undefined : givenAs.get(name)
    if (name === undefined) {
      if (faults.push({ parameter: given, message: unknownName(given, names) }) > most) return
    } else if (before !== undefined) {
      faults.push({ parameter: name, message: `${before} and ${given} are the same parameter` })
    } else {
      givenAs.set(name, given)
      values[name] = value
    }
  }
}

const unknownName = (given: string, names: readonly string[]): string => {
  const alike = names.filter((name) => fold(name) === fold(given))
  return alike.length > 1 ? `${given} could be ${alike.join(' or ')}` : `there is no parameter ${given}`
}

const hint = (parameters: readonly Parameter[], meant: readonly string[]): string => {
  if (meant.length > 0) return `Did you mean ${meant.join(', ')}?`
  if (parameters.length === 0) return 'It takes no parameters.'
  const shown = parameters.slice(0, most).map(({ name, required }) => (required ? `${name} (required)` : name))
  return `Parameters: ${shown.join(', ')}${parameters.length > most ? ', …' : ''}`
}

/** Bytes are no set of names, and listing theirs would take for ever. */
const isNames = (input: object): boolean => typeof input === 'object' && input !== null && !ArrayBuffer.isView(input)
