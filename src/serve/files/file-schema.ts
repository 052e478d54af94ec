import type { Schema } from '../../core/schema.ts'

/** The schema's alternatives: itself, or what `anyOf` and `oneOf` offer. */
export const alternatives = (schema: Schema): readonly Schema[] => {
  const offered = schema.anyOf ?? schema.oneOf
  return offered === undefined ? [schema] : offered.flatMap(alternatives)
}

/** The alternative that is a file, if there is one. */
export const fileIn = (schema: Schema | undefined): Schema | undefined =>
  schema === undefined ? undefined : alternatives(schema).find(({ format }) => format === 'file')

/** Can the value be nothing but a file or null? */
export const isOnlyFile = (schema: Schema | undefined): boolean =>
  schema !== undefined && alternatives(schema).every(({ format, type }) => format === 'file' || type === 'null')

/** The schema of one element or property of a value, when the schema speaks of it. */
export const schemaAt = (schema: Schema | undefined, key: string | number): Schema | undefined => {
  if (schema === undefined) return undefined
  for (const { items, prefixItems, properties, additionalProperties } of alternatives(schema)) {
    const inner =
      typeof key === 'number' ? (prefixItems?.[key] ?? items) : (own(properties, key) ?? additionalProperties)
    if (typeof inner === 'object') return inner
  }
  return undefined
}

const own = (properties: Readonly<Record<string, Schema>> | undefined, key: string): Schema | undefined =>
  properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : undefined

/** May the value be null? */
export const acceptsNull = (schema: Schema): boolean =>
  alternatives(schema).some(
    ({ type, enum: choices, const: only }) =>
      [type].flat().includes('null') ||
      choices?.includes(null) === true ||
      only === null ||
      (type === undefined && choices === undefined && only === undefined),
  )

const mentions = new WeakMap<Schema, boolean>()

/** May there be a file anywhere in the value? */
export const mentionsFile = (schema: Schema): boolean => {
  const known = mentions.get(schema)
  if (known !== undefined) return known
  // Its text is looked at, because a reference may lead anywhere in it.
  const found = JSON.stringify(schema).includes('"format":"file"')
  mentions.set(schema, found)
  return found
}
