import type { Schema } from '../../core/schema.ts'
import { alternatives } from '../files/file-schema.ts'
import { pythonText } from './python-value.ts'

const names: Readonly<Record<string, string>> = {
  string: 'str',
  number: 'float',
  integer: 'int',
  boolean: 'bool',
  null: 'None',
}

const typed = (type: string, { items, properties }: Schema): string => {
  if (type === 'array') return `list[${items === undefined ? 'Any' : pythonType(items)}]`
  if (type !== 'object') return names[type] ?? 'Any'
  if (properties === undefined) return 'dict(str, Any)'
  const parts = Object.entries(properties).map(([name, schema]) => `${name}: ${pythonType(schema)}`)
  return `dict(${parts.join(', ')})`
}

/** What Python's client shows as the type of a value; for people only. */
export const pythonType = (schema: Schema): string => {
  const kinds = alternatives(schema)
  if (kinds.length > 1) return [...new Set(kinds.map(pythonType))].join(' | ')
  const [kind = {}] = kinds
  if (kind.format === 'file') return 'filepath'
  if (kind.enum !== undefined) return `Literal[${kind.enum.map((choice) => pythonText(choice)).join(', ')}]`
  if (kind.const !== undefined) return `Literal[${pythonText(kind.const)}]`
  if (kind.type === undefined) return 'Any'
  return [kind.type]
    .flat()
    .map((type) => typed(type, kind))
    .join(' | ')
}
