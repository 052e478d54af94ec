import { unchanged, type Parameter, type Returned } from '../../callable/callable.ts'
import { copy } from '../../callable/copy.ts'
import { badInput } from '../../callable/input.ts'
import { matchName } from '../../callable/names.ts'
import type { SessionState } from '../session-store.ts'
import type { Task } from './contract.ts'

type Slot = Pick<Parameter, 'name' | 'schema'>

/** Values that stay here: callers neither give nor see them. */
export const isState = ({ schema }: Slot): boolean => schema['x-component'] === 'State'

/** Where a session keeps it: slots of one key share their value; by default the key is the name. */
const keyOf = ({ name, schema }: Slot): string => {
  const key = schema['x-props']?.['key']
  return typeof key === 'string' ? key : name
}

const isList = (given: Task['given']): given is readonly unknown[] => Array.isArray(given)

/**
 * What was given, without places for states: official clients send null there, people leave them out.
 * BAD_ARGUMENT for a state given by name.
 */
export const withoutStates = (parameters: readonly Parameter[], given: Task['given']): Task['given'] => {
  const hidden = parameters.filter(isState)
  if (hidden.length === 0) return given
  if (isList(given)) {
    if (given.length < parameters.length) return given
    return given.filter((_, index) => parameters[index] === undefined || !isState(parameters[index]))
  }
  const names = hidden.map(({ name }) => name)
  const faults = Object.keys(given)
    .filter((name) => matchName(name, names) !== undefined)
    .map((parameter) => ({ parameter, message: `there is no parameter ${parameter}` }))
  if (faults.length > 0) throw badInput(visible(parameters), faults)
  return given
}

export const visible = <One extends Slot>(slots: readonly One[]): readonly One[] =>
  slots.filter((slot) => !isState(slot))

/** The session's values of a function's states, by the names of its parameters. */
export const statesOf = (parameters: readonly Parameter[], state: SessionState): Record<string, unknown> =>
  Object.fromEntries(
    parameters.filter(isState).map((parameter) => {
      const key = keyOf(parameter)
      return [parameter.name, Object.hasOwn(state, key) ? state[key] : copy(parameter.schema.default ?? null)]
    }),
  )

/** Outputs as callers may see them; those that are states are kept in the session instead. */
export const keepStates = (
  output: readonly Returned[],
  data: readonly unknown[],
  state: SessionState,
): readonly unknown[] =>
  output.some(isState)
    ? data.map((value, index) => {
        const slot = output[index]
        if (slot === undefined || !isState(slot)) return value
        if (value !== unchanged) state[keyOf(slot)] = value
        return null
      })
    : data
