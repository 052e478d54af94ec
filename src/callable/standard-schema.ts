/**
 * What schema libraries such as zod, arktype and valibot share: Standard Schema 1 and Standard JSON Schema 1,
 * as far as they are used here (https://standardschema.dev).
 */
export interface StandardSchema<Input = unknown, Output = Input> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly types?: { readonly input: Input; readonly output: Output } | undefined
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>
    readonly jsonSchema: {
      /** What may be given. May throw when a type has no JSON Schema. */
      readonly input: (options: JsonSchemaOptions) => Record<string, unknown>
      /** What validation gives back. May throw when a type has no JSON Schema. */
      readonly output: (options: JsonSchemaOptions) => Record<string, unknown>
    }
  }
}

type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] }

export interface StandardIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

interface JsonSchemaOptions {
  readonly target: 'draft-2020-12'
  /** Words one library understands, such as zod's `unrepresentable`. */
  readonly libraryOptions?: Record<string, unknown> | undefined
}

export type StandardInput<Schema extends StandardSchema> = NonNullable<Schema['~standard']['types']>['input']
export type StandardOutput<Schema extends StandardSchema> = NonNullable<Schema['~standard']['types']>['output']

export const isStandardSchema = (value: object): value is StandardSchema => '~standard' in value
