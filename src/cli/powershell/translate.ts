import { HfnError } from '../../core/error.ts'
import { appOf, plain, type Environment, type Parts } from './arrange.ts'
import { cmdlets, generated, type Cmdlet, type Meaning } from './cmdlets.ts'

type Parameters = Readonly<Record<string, Meaning>>

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()
const isParameter = (word: string): boolean => /^-[a-z]/i.test(word)

const exact = (word: string, parameters: Parameters): string | undefined =>
  Object.keys(parameters).find((name) => same(`-${name}`, word))

/** As PowerShell finds a parameter: by its name in any case, or by a beginning that only one has. */
const find = (word: string, parameters: Parameters): string | undefined => {
  const alike = Object.keys(parameters).filter((name) => `-${name}`.toLowerCase().startsWith(word.toLowerCase()))
  return exact(word, parameters) ?? (alike.length === 1 ? alike[0] : undefined)
}

const put = (meaning: Meaning, value: string, { operands, options, values }: Parts): void => {
  if ('operand' in meaning) operands[meaning.operand] = value
  else if ('option' in meaning) options.push(meaning.option, value)
  else if ('values' in meaning) values.push(value)
}

const takesValue = (meaning: Meaning): boolean =>
  !('flag' in meaning) && !('ignored' in meaning && meaning.ignored === 'switch')

const readWords = (words: readonly string[], { name, parameters = {} }: Cmdlet): Parts => {
  const parts: Parts = { operands: [], options: [], values: [] }
  const names = Object.keys(parameters)
  const places = Object.values(parameters).filter((meaning) => 'operand' in meaning).length
  let list: Meaning | undefined
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? ''
    const found = isParameter(word) ? find(word, parameters) : undefined
    const meaning = found === undefined ? undefined : parameters[found]
    if (meaning === undefined && isParameter(word)) {
      throw new HfnError('BAD_USAGE', `${name} has no ${word} in hfn`, {
        hint: names.length === 0 ? 'It has no parameters.' : `It has -${names.join(', -')}.`,
      })
    }
    if (meaning === undefined) {
      const place = Array.from({ length: places }, (_, at) => parts.operands[at]).indexOf(undefined)
      put(list ?? (place === -1 ? { values: true } : { operand: place }), word, parts)
      continue
    }
    list = 'values' in meaning || ('option' in meaning && meaning.list) ? meaning : undefined
    if ('flag' in meaning) parts.options.push(meaning.flag)
    if (!takesValue(meaning)) continue
    index += 1
    const value = words[index]
    if (value === undefined) throw new HfnError('BAD_USAGE', `${word} needs a value`)
    put(meaning, value, parts)
  }
  return parts
}

/** `Invoke-GradioApiOp1 -Duration 10`: the function's own parameters stay for `hfn call` to read. */
const translateGenerated = (name: string, called: string, words: readonly string[], env: Environment): string[] => {
  const options: string[] = []
  const own: string[] = []
  let app: string | undefined
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? ''
    const found = exact(word, generated)
    if (found === undefined && app === undefined && /^https?:/i.test(word)) app = word
    else if (found === undefined) own.push(word)
    else if (found === 'AppUrl') app = words[(index += 1)]
    else options.push('--token', words[(index += 1)] ?? '')
  }
  return ['call', '--jsonl', ...options, appOf(app, env, name), called, ...own]
}

/**
 * The command of hfn that a cmdlet of PowershAI means, with its arguments; undefined when the first word names none.
 * @throws BAD_USAGE when the cmdlet is planned only, or was not given what it needs
 */
export const fromPowerShell = ([name = '', ...words]: readonly string[], env: Environment): string[] | undefined => {
  const cmdlet = cmdlets.find((entry) => [entry.name, ...(entry.aliases ?? [])].some((known) => same(known, name)))
  if (cmdlet?.command !== undefined) {
    const { arrange = plain } = cmdlet
    return [...cmdlet.command, ...arrange(readWords(words, cmdlet), env, cmdlet.name)]
  }
  if (cmdlet !== undefined) {
    throw new HfnError('BAD_USAGE', `${cmdlet.name} is planned, and not in hfn yet`, { hint: cmdlet.instead })
  }
  const called = /^Invoke-GradioApi(\w+)$/i.exec(name)?.[1]
  return called === undefined ? undefined : translateGenerated(name, called, words, env)
}
