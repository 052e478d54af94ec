import type { Schema } from '../core/schema.ts'

/** References followed in a row; more than that is a circle. */
const longest = 16

/** The schema a `$ref` means, with what stands beside it; `{}` (anything) when it leads nowhere. */
export const resolve = (schema: Schema, root: Schema): Schema => {
  let found = schema
  for (let hop = 0; found.$ref !== undefined; hop += 1) {
    const { $ref, ...beside } = found
    const target = hop < longest ? lookUp($ref, root) : undefined
    found = { ...target, ...beside }
  }
  return found
}

/** What a local `$ref` such as `#/$defs/Point` points at. */
export const lookUp = (reference: string, root: Schema): Schema | undefined => {
  if (!reference.startsWith('#')) return undefined
  let place: unknown = root
  for (const part of reference.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof place !== 'object' || place === null || !Object.hasOwn(place, key)) return undefined
    place = (place as Readonly<Record<string, unknown>>)[key]
  }
  return isSchema(place) ? place : undefined
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The types a schema names, none when it names none. */
export const typesOf = ({ type }: Schema): readonly string[] => (typeof type === 'string' ? [type] : (type ?? []))
