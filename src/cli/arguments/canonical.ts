import type { Option } from 'commander'
import { fold } from '../../callable/names.ts'

const takesValue = (option: Option): boolean => option.required || option.optional
/** True for `--flag` where there is a `--no-flag` too. */
const isSwitch = (option: Option, options: readonly Option[]): boolean =>
  options.some(({ long }) => long === negated(option.long ?? ''))
const negated = (long: string): string => long.replace(/^--/, '--no-')
const truth: Readonly<Record<string, boolean>> = { true: true, false: false }

/**
 * The option a flag means: as it is written, or without regard to case, dash and underscore, the first that fits; or the only
 * one that begins with these words, as `--duration` for `--duration-in-seconds`.
 */
const find = (options: readonly Option[], dashes: string, name: string): Option | undefined => {
  const exact = dashes + name
  return (
    options.find(({ long, short }) => long === exact || short === exact) ??
    options.find(({ long }) => long !== undefined && fold(long) === fold(name)) ??
    onlyOne(options.filter(({ long }) => long?.startsWith(`--${name.toLowerCase()}-`)))
  )
}

const onlyOne = (options: readonly Option[]): Option | undefined => (options.length === 1 ? options[0] : undefined)

/**
 * Arguments with every flag written as its command knows it, so `-Duration 5` and `--DURATION=5` are both `--duration`;
 * `--flag false` and `--flag=false` become `--no-flag`. Values, operands and all after `--` stay as they are.
 */
export const canonical = (args: readonly string[], options: readonly Option[]): string[] => {
  const result: string[] = []
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? ''
    if (argument === '--') return [...result, ...args.slice(index)]
    const [, dashes = '', name = '', value] = /^(--?(?!\d))([^=]+)(?:=(.*))?$/s.exec(argument) ?? []
    const option = dashes === '' ? undefined : find(options, dashes, name)
    if (option?.long === undefined) {
      result.push(argument)
    } else if (takesValue(option)) {
      const given = value ?? args[(index += 1)]
      result.push(given === undefined ? option.long : `${option.long}=${given}`)
    } else if (isSwitch(option, options)) {
      const wanted = truth[(value ?? args[index + 1] ?? '').toLowerCase()]
      if (value === undefined && wanted !== undefined) index += 1
      result.push(
        value !== undefined && wanted === undefined ? argument : wanted === false ? negated(option.long) : option.long,
      )
    } else {
      result.push(value === undefined ? option.long : argument)
    }
  }
  return result
}
