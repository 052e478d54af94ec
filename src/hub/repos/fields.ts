import { HfnError } from '../../core/error.ts'
import { isRecord } from '../../core/record.ts'

/** Tells a value of one type from all others. */
type Check<Type> = (value: unknown) => value is Type

export type Fields = Readonly<Record<string, Check<unknown>>>

/** What the Hub says of something with an id: fields of known types, each of which may be absent, and whatever else it sends. */
export type Read<Known extends Fields> = { readonly id: string } & {
  readonly [Name in keyof Known]?: Known[Name] extends Check<infer Type> ? Type : never
} & { readonly [more: string]: unknown }

export const isText = (value: unknown): value is string => typeof value === 'string'
export const isNumber = (value: unknown): value is number => typeof value === 'number'
export const isFlag = (value: unknown): value is boolean => typeof value === 'boolean'

export const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText)

const fits = <Known extends Fields>(record: Readonly<Record<string, unknown>>, fields: Known): record is Read<Known> =>
  isText(record['id']) &&
  Object.entries(fields).every(([name, check]) => !Object.hasOwn(record, name) || check(record[name]))

/**
 * What the Hub sent of `about`, read leniently: a known field of another type is left out.
 * @throws BAD_ANSWER when it has no id
 */
export const readFields = <Known extends Fields>(value: unknown, fields: Known, about: string): Read<Known> => {
  const all = isRecord(value) ? Object.entries(value) : []
  const known = new Map(Object.entries(fields))
  const record = Object.fromEntries(all.filter(([name, each]) => known.get(name)?.(each) ?? true))
  if (fits(record, fields)) return record
  throw new HfnError('BAD_ANSWER', `The Hub says nothing of ${about} that can be read`, {
    hint: 'What answers may be no Hub: is HF_ENDPOINT right?',
  })
}
