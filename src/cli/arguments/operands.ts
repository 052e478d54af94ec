import type { Callable } from '../../callable/callable.ts'
import { matchName, nearest } from '../../callable/names.ts'
import { HfnError } from '../../core/error.ts'
import type { Given } from './function-command.ts'

const assignment = /^([\p{L}_][\p{L}\p{N}_-]*)(:?=)(.*)$/su

/** `name=value` and `name:=json` where a parameter has that name; any other word is a value by position. */
const assigned = (word: string, { name: of, input }: Callable): Given | undefined => {
  const [, key, sign, value = ''] = assignment.exec(word) ?? []
  if (key === undefined) return undefined
  const names = input.map(({ name }) => name)
  const name = matchName(key, names)
  const parameter = input.find((entry) => entry.name === name)
  if (parameter !== undefined) return { parameter, value, json: sign === ':=' }
  const meant = nearest(key, names)
  if (meant === undefined) return undefined
  throw new HfnError('BAD_ARGUMENT', `${of} has no parameter ${key}`, {
    hint: `Did you mean ${meant}${sign}${value}?`,
  })
}

/** What the words without a flag give: by name, or in order to the parameters that have no value yet. */
export const readOperands = (callable: Callable, words: readonly string[], given: readonly Given[]): Given[] => {
  const named: Given[] = []
  const values: string[] = []
  for (const word of words) {
    const one = assigned(word, callable)
    if (one === undefined) values.push(word)
    else named.push(one)
  }
  const taken = new Set([...given, ...named].map(({ parameter }) => parameter))
  const free = callable.input.filter((parameter) => !taken.has(parameter))
  const placed = values.map((value, index): Given => {
    const parameter = free[index]
    if (parameter !== undefined) return { parameter, value }
    const count = callable.input.length
    const message = `${callable.name} takes ${count} argument${count === 1 ? '' : 's'}, and ${JSON.stringify(value)} is one more`
    throw new HfnError('BAD_ARGUMENT', message)
  })
  return [...named, ...placed]
}
