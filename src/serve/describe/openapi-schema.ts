import type { Schema } from '../../core/schema.ts'
import { gradioSchema } from './gradio-schema.ts'

/** The schemas of a document that refer to themselves, by the names others refer to. */
export interface SchemaShelf {
  readonly schemas: Record<string, unknown>
  /** A schema as it stands in the document; `name` is where it is put when it has references. */
  place(name: string, schema: Schema): unknown
}

const address = (name: string): string => `#/components/schemas/${name}`

/** References lead from the schema's own root; in a document they lead from the document's. */
const moved = (schema: Schema, name: string): unknown =>
  JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#', `"$ref":"${address(name)}`))

/** @param first schemas the document has anyway */
export const schemaShelf = (first: Readonly<Record<string, Schema>>): SchemaShelf => {
  const schemas: Record<string, unknown> = { ...first }
  return {
    schemas,
    place(name, schema) {
      const told = gradioSchema(schema)
      // A default of null says that null may be given.
      const plain: Schema = schema.default === null ? { anyOf: [told, { type: 'null' }], default: null } : told
      if (!JSON.stringify(plain).includes('"$ref":"#')) return plain
      // The only letters a name may have there.
      const key = `${name.replace(/[^\w.-]/g, '_')}.${Object.keys(schemas).length}`
      schemas[key] = moved(plain, key)
      return { $ref: address(key) }
    },
  }
}

/** A reference to one of the document's own schemas. */
export const referenceTo = (name: string) => ({ $ref: address(name) })
