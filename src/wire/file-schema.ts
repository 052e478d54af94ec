import { lookup } from 'mrmime'
import type { Schema } from '../core/schema.ts'
import { listOf, type JsonObject } from './json.ts'

export const fileSchema = (mediaType?: string): Schema => ({
  format: 'file',
  ...(mediaType === undefined ? {} : { contentMediaType: mediaType }),
})

export const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] })

/** Media types of the files inside a schema, by the name of the property that holds them; '' for the schema itself. */
export type MediaTypes = (property: string) => string | undefined

export const mediaByName: MediaTypes = (property) =>
  /^(image|video|audio)$/.test(property) ? `${property}/*` : undefined

/** Gives the files inside a schema their media types, where the app has not. */
export const withMediaTypes = (schema: Schema, types: MediaTypes, property = ''): Schema => {
  if (schema.format === 'file') {
    return schema.contentMediaType === undefined ? { ...schema, ...fileSchema(types(property)) } : schema
  }
  const all = (parts: readonly Schema[]): Schema[] => parts.map((part) => withMediaTypes(part, types, property))
  return {
    ...schema,
    ...(schema.items && { items: withMediaTypes(schema.items, types, property) }),
    ...(schema.prefixItems && { prefixItems: all(schema.prefixItems) }),
    ...(schema.anyOf && { anyOf: all(schema.anyOf) }),
    ...(schema.properties && {
      properties: Object.fromEntries(
        Object.entries(schema.properties).map(([name, part]) => [name, withMediaTypes(part, types, name)]),
      ),
    }),
  }
}

const categories: ReadonlySet<unknown> = new Set(['image', 'audio', 'video', 'text'])

const mediaTypeOf = (fileType: unknown): string | undefined =>
  categories.has(fileType) ? `${String(fileType)}/*` : typeof fileType === 'string' ? lookup(fileType) : undefined

/** A file of the types a component takes (`file_types`: categories such as `image`, or extensions such as `.pdf`). */
export const acceptedFile = ({ file_types: fileTypes }: JsonObject): Schema => {
  const wanted = listOf(fileTypes).filter((entry) => typeof entry === 'string' && entry !== 'file')
  const types = new Set(wanted.map(mediaTypeOf))
  const [only] = types
  if (types.size === 1 && only !== undefined) return fileSchema(only)
  return wanted.length === 0 ? fileSchema() : { ...fileSchema(), description: `One of: ${wanted.join(', ')}` }
}
