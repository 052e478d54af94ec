import type { Schema } from '../../core/schema.ts'
import { alternatives } from '../files/file-schema.ts'

const names: Readonly<Record<string, string>> = {
  string: 'str',
  number: 'float',
  integer: 'int',
  boolean: 'bool',
  null: 'None',
}

const literal = (value: unknown): string => (typeof value === 'string' ? `'${value}'` : pythonValue(value))

const pythonValue = (value: unknown): string =>
  value === null ? 'None' : value === true ? 'True' : value === false ? 'False' : JSON.stringify(value)

const typed = (type: string, { items }: Schema): string => {
  if (type === 'array') return `list[${items === undefined ? 'Any' : pythonType(items)}]`
  return type === 'object' ? 'dict(str, Any)' : (names[type] ?? 'Any')
}

/** What Python's client shows as the type of a value; for people only. */
export const pythonType = (schema: Schema): string => {
  const kinds = alternatives(schema)
  if (kinds.length > 1) return kinds.map(pythonType).join(' | ')
  const [kind = {}] = kinds
  if (kind.format === 'file') return 'filepath'
  if (kind.enum !== undefined) return `Literal[${kind.enum.map(literal).join(', ')}]`
  if (kind.const !== undefined) return `Literal[${literal(kind.const)}]`
  if (kind.type === undefined) return 'Any'
  return [kind.type]
    .flat()
    .map((type) => typed(type, kind))
    .join(' | ')
}
