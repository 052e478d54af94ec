import type { Schema } from '../core/schema.ts'
import { isFileInput } from './file-input.ts'
import { nearest } from './names.ts'
import { propertyKey } from './print.ts'
import { typesOf } from './reference.ts'
import { expectation, show } from './words.ts'

/** Checks a part of the value by its own schema. */
export type Visit = (schema: Schema, value: unknown, path: string) => string[]

/** Elements and properties told of in one message each. */
const most = 20

export const checkFile = (schema: Schema, value: unknown, path: string): string[] =>
  isFileInput(value) || (value === null && typesOf(schema).includes('null'))
    ? []
    : [`${path} must be ${expectation(schema, schema)}, not ${show(value)}`]

export const checkNumber = (schema: Schema, value: number, path: string): string[] => {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema
  const must = (words: string): string => `${path} must be ${words}, not ${value}`
  return [
    ...(minimum !== undefined && value < minimum ? [must(`at least ${minimum}`)] : []),
    ...(maximum !== undefined && value > maximum ? [must(`at most ${maximum}`)] : []),
    ...(exclusiveMinimum !== undefined && value <= exclusiveMinimum ? [must(`more than ${exclusiveMinimum}`)] : []),
    ...(exclusiveMaximum !== undefined && value >= exclusiveMaximum ? [must(`less than ${exclusiveMaximum}`)] : []),
    ...(multipleOf !== undefined && !isMultiple(value, multipleOf) ? [must(`a multiple of ${multipleOf}`)] : []),
  ]
}

export const checkText = ({ minLength, maxLength }: Schema, value: string, path: string): string[] => {
  if (minLength === undefined && maxLength === undefined) return []
  // JSON Schema counts characters, not the halves JavaScript keeps them in.
  let length = 0
  for (const _ of value) length += 1
  const must = (words: string): string => `${path} must have ${words}, not ${length}`
  return [
    ...(minLength !== undefined && length < minLength ? [must(`at least ${minLength} characters`)] : []),
    ...(maxLength !== undefined && length > maxLength ? [must(`at most ${maxLength} characters`)] : []),
  ]
}

export const checkList = (schema: Schema, value: readonly unknown[], path: string, visit: Visit): string[] => {
  const { prefixItems = [], items, minItems, maxItems } = schema
  const messages: string[] = []
  if (minItems !== undefined && value.length < minItems)
    messages.push(`${path} must have at least ${minItems} elements, not ${value.length}`)
  if (maxItems !== undefined && value.length > maxItems)
    messages.push(`${path} must have at most ${maxItems} elements, not ${value.length}`)
  for (const [index, element] of value.entries()) {
    const schema = prefixItems[index] ?? items
    if (schema === undefined || messages.length > most) break
    messages.push(...visit(schema, element, `${path}[${index}]`))
  }
  return messages
}

export const checkRecord = (schema: Schema, value: object, path: string, visit: Visit): string[] => {
  const { properties = {}, required = [], additionalProperties } = schema
  const entries = new Map(Object.entries(value).filter(([, part]) => part !== undefined))
  const messages = required.filter((key) => !entries.has(key)).map((key) => `${inside(path, key)} is missing`)
  for (const [key, part] of entries) {
    if (messages.length > most) break
    const known = Object.hasOwn(properties, key) ? properties[key] : undefined
    if (known !== undefined) messages.push(...visit(known, part, inside(path, key)))
    else if (typeof additionalProperties === 'object')
      messages.push(...visit(additionalProperties, part, inside(path, key)))
    // A word we do not know may allow the key.
    else if (additionalProperties === false && !('patternProperties' in schema))
      messages.push(`${path} has no ${show(key)}${meant(key, Object.keys(properties))}`)
  }
  return messages
}

const meant = (key: string, keys: readonly string[]): string => {
  const near = nearest(key, keys)
  return near === undefined ? '' : `; nearest: ${show(near)}`
}

const inside = (path: string, key: string): string => {
  const name = propertyKey(key)
  return name === key ? `${path}.${key}` : `${path}[${name}]`
}

/** Tolerates what binary fractions lose: 0.3 is a multiple of 0.1. */
const isMultiple = (value: number, step: number): boolean => {
  const times = value / step
  return Math.abs(times - Math.round(times)) <= 1e-9 * Math.max(1, Math.abs(times))
}
