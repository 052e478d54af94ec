import type { Schema } from '../../../core/schema.ts'

/** What every component can be told. */
export interface WordOptions<Value = unknown> {
  /** Shown above the value; default: the parameter's name. */
  readonly label?: string | undefined
  /** Shown below the label. */
  readonly description?: string | undefined
  /** Used when nothing is given; null says that nothing may be given. */
  readonly default?: Value | null | undefined
  /** False hides the component from the page; default true. */
  readonly visible?: boolean | undefined
}

/** A schema whose type of values is known; it has a default where the options gave one. */
export type Word<Base, Options> = Base &
  Omit<Schema, keyof Base> & { readonly 'x-component': string } & (Options extends { readonly default: infer Default }
    ? { readonly default: Default }
    : unknown)

interface WordParts {
  /** Gradio's component, such as `Textbox`. */
  readonly component: string
  readonly schema: Schema
  readonly options: WordOptions
  /** Properties of the component as Gradio writes them; those that are undefined are left out. */
  readonly props?: Readonly<Record<string, unknown>> | undefined
}

/** A schema that names its component. */
export const word = ({ component, schema, options, props = {} }: WordParts): Schema => {
  const { label: title, description, default: value, visible } = options
  const shown = defined({ ...props, visible })
  return {
    ...schema,
    ...defined({ title, description, default: value }),
    'x-component': component,
    ...(Object.keys(shown).length === 0 ? {} : { 'x-props': shown }),
  }
}

/** Without what is undefined. */
export const defined = (record: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))
