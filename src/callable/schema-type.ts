import type { FileInput } from './file.ts'

/** The TypeScript type of the values a literal schema describes; `unknown` where it cannot be told. */
export type FromSchema<Schema> = Schema extends { readonly format: 'file' }
  ? FileInput | NullOf<Schema>
  : Schema extends { readonly enum: readonly (infer Choice)[] }
    ? Choice
    : Schema extends { readonly const: infer Constant }
      ? Constant
      : Schema extends { readonly anyOf: readonly (infer Branch)[] } | { readonly oneOf: readonly (infer Branch)[] }
        ? FromSchema<Branch>
        : Schema extends { readonly type: readonly (infer Type)[] }
          ? FromType<Type, Schema>
          : Schema extends { readonly type: infer Type }
            ? FromType<Type, Schema>
            : unknown

type FromType<Type, Schema> = Type extends 'string'
  ? string
  : Type extends 'number' | 'integer'
    ? number
    : Type extends 'boolean'
      ? boolean
      : Type extends 'null'
        ? null
        : Type extends 'array'
          ? FromList<Schema>
          : Type extends 'object'
            ? FromProperties<Schema>
            : unknown

type FromList<Schema> = Schema extends { readonly prefixItems: infer Items extends readonly unknown[] }
  ? { -readonly [Index in keyof Items]: FromSchema<Items[Index]> }
  : Schema extends { readonly items: infer Item }
    ? FromSchema<Item>[]
    : unknown[]

type FromProperties<Schema> = Schema extends { readonly properties: infer Properties }
  ? FromRecord<Properties, Extract<RequiredOf<Schema>, keyof Properties>>
  : Record<string, unknown>

/** An object of schemas as an object of values, of which `Required` must be there. */
export type FromRecord<Properties, Required extends keyof Properties> = Plain<
  { -readonly [Name in Required]: Value<Properties[Name]> } & {
    -readonly [Name in Exclude<keyof Properties, Required>]?: Value<Properties[Name]> | undefined
  }
>

/** Names an object schema requires. */
export type RequiredOf<Schema> = Schema extends { readonly required: readonly (infer Name)[] } ? Name : never

/** Names of the schemas that have a default. */
export type DefaultedOf<Properties> = {
  [Name in keyof Properties]: Properties[Name] extends { readonly default: unknown } ? Name : never
}[keyof Properties]

/** A default of null says that null may be given. */
type Value<Schema> = FromSchema<Schema> | (Schema extends { readonly default: null } ? null : never)

type NullOf<Schema> = Schema extends { readonly type: readonly (infer Type)[] }
  ? 'null' extends Type
    ? null
    : never
  : never

/** Shown by editors as one object. */
type Plain<Type> = { [Key in keyof Type]: Type[Key] }
