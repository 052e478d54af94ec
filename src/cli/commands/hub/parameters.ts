import { HfnError } from '../../../core/error.ts'
import type { Query } from '../../../hub/client/contract.ts'

type Pairs = Map<string, string[]>

const add = (pairs: Pairs, name: string, value: string): void =>
  void pairs.set(name, [...(pairs.get(name) ?? []), value])

const isName = (word: string | undefined): boolean => word?.startsWith('--') ?? false

/** `--name value` and `--name=value` as pairs; a value may begin with one minus; a name alone is `true`. @throws BAD_USAGE */
export const readParameters = (words: readonly string[]): Pairs => {
  const pairs: Pairs = new Map()
  for (let index = 0; index < words.length; index += 1) {
    const [, name, value] = /^--([\w.-]+)(?:=(.*))?$/s.exec(words[index] ?? '') ?? []
    const next = words[index + 1]
    if (name === undefined)
      throw new HfnError('BAD_USAGE', `${JSON.stringify(words[index])} is no parameter`, {
        hint: 'Parameters have names, such as --author meta-llama; the path comes first.',
      })
    if (value !== undefined || next === undefined || isName(next)) add(pairs, name, value ?? 'true')
    else {
      add(pairs, name, next)
      index += 1
    }
  }
  return pairs
}

const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What `--raw` gives: `name=value`, or several as one JSON object. @throws BAD_USAGE */
export const readRaw = (texts: readonly string[]): Pairs => {
  const pairs: Pairs = new Map()
  for (const text of texts) {
    const object = text.startsWith('{') ? json(text) : undefined
    const [, name, value = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? []
    if (typeof object === 'object' && object !== null)
      for (const [key, given] of Object.entries(object))
        for (const each of Array.isArray(given) ? given : [given]) add(pairs, key, String(each))
    else if (name !== undefined && object === undefined && !text.startsWith('{')) add(pairs, name, value)
    else throw new HfnError('BAD_USAGE', `--raw is name=value or a JSON object, not ${JSON.stringify(text)}`)
  }
  return pairs
}

/** Pairs of several places as one query; names that come again have several values. */
export const queryOf = (...places: readonly Pairs[]): Query => {
  const all: Pairs = new Map()
  for (const pairs of places) for (const [name, values] of pairs) for (const value of values) add(all, name, value)
  return Object.fromEntries(all)
}

/** For options that may be given several times. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]
