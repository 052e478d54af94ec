import type { Schema } from '../core/schema.ts'
import { fileMark, mapFiles, type WireFile } from './file-data.ts'
import type { JsonObject } from './json.ts'
import { readOldFiles, toOldFile } from './old-file.ts'
import { mentionsFile } from './schema-read.ts'

/** One value of an endpoint as the app describes it. */
export interface Widget {
  /** Lower-case name of its component, such as `textbox`. */
  readonly type: string
  readonly props: JsonObject
  /** As documented by the app; {} when it is not. */
  readonly schema: Schema
  /** True where values have the forms of Gradio 3. */
  readonly old: boolean
}

/** How a value is written: user's form ⇄ wire form. Files are WireFile objects by then. Both are pure and keep what they do not know. */
export interface Shape {
  readonly encode: (value: unknown) => unknown
  readonly decode: (value: unknown) => unknown
}

/** What users see of a value, and how it is written on the wire. */
export interface Form {
  readonly schema: Schema
  readonly shape: Shape
}

/** A kind of component: inputs have one form for all versions, outputs are described as they come. */
export interface Kind {
  readonly input: (widget: Widget) => Form
  readonly output: (widget: Widget) => Form
}

export const asIs: Shape = { encode: (value) => value, decode: (value) => value }

const marked = (file: WireFile): WireFile => (file.meta === undefined ? { ...file, meta: fileMark } : file)

const files: Shape = { encode: (value) => mapFiles(value, marked), decode: (value) => value }

const oldFiles: Shape = { encode: (value) => mapFiles(value, toOldFile), decode: readOldFiles }

/** Writes the files inside a value as the app's generation does, and leaves the rest. */
export const filesOf = ({ old }: Pick<Widget, 'old'>): Shape => (old ? oldFiles : files)

/** A shape that first gives what the user wrote the structure the app wants; absent values stay absent. */
export const structured = (widget: Widget, structure: (value: unknown) => unknown): Shape => {
  const { encode, decode } = filesOf(widget)
  return { encode: (value) => (value === null || value === undefined ? value : encode(structure(value))), decode }
}

export const isDocumented = ({ schema }: Widget): boolean => Object.keys(schema).length > 0

/** The value as documented. */
export const plainForm = (widget: Widget): Form => ({
  schema: widget.schema,
  shape: mentionsFile(widget.schema) ? filesOf(widget) : asIs,
})

/** A kind whose values are what the app says they are, or `fallback` where it says nothing. */
export const plainKind = (fallback: Schema = {}): Kind => {
  const form = (widget: Widget): Form => plainForm(isDocumented(widget) ? widget : { ...widget, schema: fallback })
  return { input: form, output: form }
}

/** A kind for files; where an app documents something else under the same name, that holds. */
export const fileKind = (kind: Kind): Kind => {
  const takesFiles = (widget: Widget): boolean => widget.old || !isDocumented(widget) || mentionsFile(widget.schema)
  return {
    input: (widget) => (takesFiles(widget) ? kind.input : plainForm)(widget),
    output: (widget) => (takesFiles(widget) ? kind.output : plainForm)(widget),
  }
}
