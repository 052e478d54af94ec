import { Option, type Command } from 'commander'
import type { Callable, Parameter } from '../../callable/callable.ts'
import { flagName, fold } from '../../callable/names.ts'
import type { Schema } from '../../core/schema.ts'
import { canonical } from './canonical.ts'

/** One value from the command line, before it is read: a text, or what a switch says. */
export interface Given {
  readonly parameter: Parameter
  readonly value: string | boolean
  /** True for `name:=…`: the text is JSON. */
  readonly json?: boolean | undefined
}

/** The words after a function's name, told apart. */
export interface Words {
  readonly given: readonly Given[]
  /** Words that are no flag and no value of one, in order. */
  readonly operands: readonly string[]
  /** Our own options, by their names in camel case. */
  readonly own: Readonly<Record<string, string | boolean>>
}

const isBoolean = ({ type }: Schema): boolean => type === 'boolean'

/** The options of a function: one flag a parameter, two for a boolean. Names that cannot be flags are left to `name=value` and `--args`. */
const parameterOptions = (callable: Callable): { option: Option; parameter: Parameter }[] => {
  const taken = new Set(callable.input.map(({ name }) => fold(flagName(name))))
  const seen = new Set<string>()
  return callable.input.flatMap((parameter) => {
    const flag = flagName(parameter.name)
    if (seen.has(fold(flag))) return []
    seen.add(fold(flag))
    if (!isBoolean(parameter.schema)) return [{ parameter, option: new Option(`--${flag} <value>`) }]
    const flags = taken.has(fold(`no${flag}`)) ? [flag] : [flag, `no-${flag}`]
    return flags.map((name) => ({ parameter, option: new Option(`--${name}`) }))
  })
}

/**
 * Reads the words after a function's name with a command made of its parameters and, where no parameter has their name, of our own options.
 * @param command a fresh command without options or arguments
 */
export const readWords = (
  callable: Callable,
  words: readonly string[],
  command: Command,
  own: readonly Option[],
): Words => {
  const given: Given[] = []
  const settings: Record<string, string | boolean> = {}
  const listen = (option: Option, heard: (value: string | boolean) => void): void => {
    command.addOption(option)
    command.on(`option:${option.name()}`, (value?: string | null) => heard(value ?? !option.negate))
  }
  const remote = parameterOptions(callable)
  const names = new Set(remote.map(({ option }) => fold(option.name())))
  for (const { option, parameter } of remote) listen(option, (value) => given.push({ parameter, value }))
  for (const option of own) {
    if (!names.has(fold(option.name()))) listen(option, (value) => (settings[option.attributeName()] = value))
  }
  command
    .helpOption(false)
    .argument('[values...]')
    .action(() => {})
  command.parse(canonical(words, command.options), { from: 'user' })
  return { given, operands: command.args, own: settings }
}
