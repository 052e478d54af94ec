/**
 * The subset of JSON Schema hfn reads and writes; unknown keywords are kept and ignored.
 * Three words are ours: `format: 'file'` (a file; `contentMediaType` narrows it) and `x-component` (the widget that shows the value)
 * with its `x-props`.
 */
export interface Schema {
  readonly type?: SchemaType | readonly SchemaType[]
  readonly title?: string
  readonly description?: string
  readonly default?: unknown
  readonly examples?: readonly unknown[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly multipleOf?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly format?: string
  /** Media type of a file or a string's content, such as `image/*`. */
  readonly contentMediaType?: string
  /** `base64` on a file that has to travel inside the request, as a `data:` URL, instead of being uploaded first. */
  readonly contentEncoding?: string
  readonly items?: Schema
  readonly prefixItems?: readonly Schema[]
  readonly minItems?: number
  readonly maxItems?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Schema>>
  /** Name of the component that shows this value, such as `Textbox` or `Slider`. */
  readonly 'x-component'?: string
  /** What else the component should know, such as `lines` of a text box. */
  readonly 'x-props'?: Readonly<Record<string, unknown>>
}

export type SchemaType = 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'array' | 'object'
