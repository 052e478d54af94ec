import type { Schema } from '../../../core/schema.ts'
import { defined, word, type Word, type WordOptions } from './word.ts'

type Choice = string | number | boolean

/** Values to choose from; a pair says how its value is called. */
type Choices = readonly (Choice | readonly [label: string, value: Choice])[]

type ValueOf<Listed> = Listed extends readonly [string, infer Value] ? Value : Listed
type ChoiceOf<Options> = Options extends { readonly choices: readonly (infer Listed)[] } ? ValueOf<Listed> : never
type One<Options> = { readonly enum: readonly ChoiceOf<Options>[] }
type Several<Options> = { readonly type: 'array'; readonly items: One<Options> }

export interface ChoiceOptions extends WordOptions {
  readonly choices: Choices
}

const isPair = (choice: Choices[number]): choice is readonly [string, Choice] => Array.isArray(choice)

const read = (
  choices: Choices,
): { readonly schema: Schema; readonly pairs: readonly (readonly [string, Choice])[] } => {
  const pairs = choices.map((choice) => (isPair(choice) ? choice : ([String(choice), choice] as const)))
  const values = pairs.map(([, value]) => value)
  const texts = values.every((value) => typeof value === 'string')
  return { pairs, schema: { ...(texts ? { type: 'string' } : {}), enum: values } }
}

/** True or false; false unless told otherwise. */
export const checkbox = <const Options extends WordOptions<boolean>>(
  options: Options = {} as Options,
): Word<{ readonly type: 'boolean'; readonly default: boolean }, Options> =>
  word({ component: 'Checkbox', schema: { type: 'boolean', default: false }, options }) as Word<
    { readonly type: 'boolean'; readonly default: boolean },
    Options
  >

/** One of a few, all of them in view. */
export const radio = <const Options extends ChoiceOptions>(options: Options): Word<One<Options>, Options> => {
  const { schema, pairs } = read(options.choices)
  return word({ component: 'Radio', schema, options, props: { choices: pairs } }) as Word<One<Options>, Options>
}

/** Some of a few; none unless told otherwise. */
export const checkboxGroup = <const Options extends ChoiceOptions>(
  options: Options,
): Word<Several<Options> & { readonly default: readonly ChoiceOf<Options>[] }, Options> => {
  const { schema, pairs } = read(options.choices)
  return word({
    component: 'CheckboxGroup',
    schema: { type: 'array', items: schema, default: [] },
    options,
    props: { choices: pairs },
  }) as Word<Several<Options> & { readonly default: readonly ChoiceOf<Options>[] }, Options>
}

export interface DropdownOptions extends ChoiceOptions {
  /** Several may be chosen. */
  readonly multiple?: boolean | undefined
  /** Most that may be chosen. */
  readonly maxChoices?: number | undefined
  /** Any other text may be given too. */
  readonly custom?: boolean | undefined
}

type Dropped<Options> = Options extends { readonly custom: true } ? { readonly type: 'string' } : One<Options>
type Dropdown<Options> = Options extends { readonly multiple: true }
  ? { readonly type: 'array'; readonly items: Dropped<Options>; readonly default: readonly unknown[] }
  : Dropped<Options> & { readonly default: unknown }

/** One of many, or several with `multiple`; without a default the first, or none of several. */
export const dropdown = <const Options extends DropdownOptions>(options: Options): Word<Dropdown<Options>, Options> => {
  const { choices, multiple, maxChoices, custom } = options
  const { schema, pairs } = read(choices)
  const item: Schema = custom === true ? { type: 'string', examples: pairs.map(([, value]) => value) } : schema
  const first = pairs[0]?.[1]
  return word({
    component: 'Dropdown',
    schema:
      multiple === true
        ? { type: 'array', items: item, default: [], ...defined({ maxItems: maxChoices }) }
        : { ...item, ...defined({ default: first }) },
    options,
    props: { choices: pairs, multiselect: multiple, max_choices: maxChoices, allow_custom_value: custom },
  }) as Word<Dropdown<Options>, Options>
}
