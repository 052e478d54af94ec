import type { Schema } from '../../core/schema.ts'
import { alternatives, fileIn } from '../files/file-schema.ts'

const fileComponents: Readonly<Record<string, string>> = { image: 'Image', audio: 'Audio', video: 'Video' }

const fileComponent = (file: Schema): string => fileComponents[file.contentMediaType?.split('/')[0] ?? ''] ?? 'File'

const listComponent = ({ items }: Schema): string => {
  const file = fileIn(items)
  if (file !== undefined) return 'File'
  return items?.enum === undefined ? 'Json' : 'Checkboxgroup'
}

/** Which component shows a value of one type. */
const byType: Readonly<Record<string, (schema: Schema) => string>> = {
  string: () => 'Textbox',
  number: ({ minimum, maximum }) => (minimum !== undefined && maximum !== undefined ? 'Slider' : 'Number'),
  integer: ({ minimum, maximum }) => (minimum !== undefined && maximum !== undefined ? 'Slider' : 'Number'),
  boolean: () => 'Checkbox',
  array: listComponent,
  object: () => 'Json',
}

const capitalized = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1).toLowerCase()

/** The Gradio component of a value, as `/info` writes it: `Textbox`, `Json`; `Api` when none fits. */
export const componentOf = (schema: Schema): string => {
  const named = schema['x-component']
  if (named !== undefined) return capitalized(named)
  const kinds = alternatives(schema).filter(({ type }) => type !== 'null')
  const [kind] = kinds
  if (kind === undefined || kinds.length > 1) return 'Api'
  if (kind.format === 'file') return fileComponent(kind)
  if (kind.enum !== undefined) return 'Dropdown'
  if (kind.type === undefined)
    return Object.keys(kind).some((word) => word === 'const' || word === '$ref') ? 'Api' : 'Json'
  const [type, ...others] = [kind.type].flat().filter((name) => name !== 'null')
  return (type === undefined || others.length > 0 ? undefined : byType[type]?.(kind)) ?? 'Api'
}

/** Properties of the component in `/config`, from the words of the schema; `x-props` has the last word. */
export const propsOf = (schema: Schema, label: string): Record<string, unknown> => {
  // What a state begins with is the server's own.
  if (schema['x-component'] === 'State') return {}
  const [kind = schema] = alternatives(schema).filter(({ type }) => type !== 'null')
  const choices = kind.enum ?? kind.items?.enum
  const whole = kind.type === 'integer'
  return Object.fromEntries(
    Object.entries({
      label,
      info: schema.description,
      value: schema.default,
      minimum: kind.minimum,
      maximum: kind.maximum,
      step: kind.multipleOf ?? (whole ? 1 : undefined),
      precision: whole ? 0 : undefined,
      choices: choices?.map((choice) => [String(choice), choice]),
      file_count: fileIn(kind.items) === undefined ? undefined : 'multiple',
      max_length: kind.maxLength,
      type: kind.format === 'password' ? 'password' : undefined,
      ...schema['x-props'],
    }).filter(([, value]) => value !== undefined),
  )
}
