import type { Schema } from '../../../core/schema.ts'
import { word, type Word, type WordOptions } from './word.ts'

/** Anything JSON can say. */
export const json = <const Options extends WordOptions>(options: Options = {} as Options): Word<unknown, Options> =>
  word({ component: 'JSON', schema: {}, options }) as Word<unknown, Options>

/** What a function keeps for each visitor: it never leaves the server. Starts as `default`, else null. */
export const state = <const Options extends Pick<WordOptions, 'default'>>(
  options: Options = {} as Options,
): Word<{ readonly default: unknown }, Options> =>
  word({ component: 'State', schema: { default: null }, options }) as Word<{ readonly default: unknown }, Options>

const labelName: Schema = { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'null' }] }
const confidence: Schema = {
  type: 'object',
  properties: { label: labelName, confidence: { anyOf: [{ type: 'number' }, { type: 'null' }] } },
}
const labelled: Schema = {
  type: 'object',
  properties: {
    label: labelName,
    confidences: { anyOf: [{ type: 'array', items: confidence }, { type: 'null' }] },
  },
}

type Labelled = { readonly type: 'object'; readonly 'x-component': 'Label' }

export interface LabelOptions extends WordOptions {
  /** Classes shown; default: all. */
  readonly top?: number | undefined
}

/** A class with its confidences: `{label, confidences}`. */
export const label = <const Options extends LabelOptions>(options: Options = {} as Options): Word<Labelled, Options> =>
  word({ component: 'Label', schema: labelled, options, props: { num_top_classes: options.top } }) as Word<
    Labelled,
    Options
  >

type Table = { readonly type: 'object'; readonly 'x-component': 'Dataframe' }

const table: Schema = {
  type: 'object',
  properties: {
    headers: { type: 'array' },
    data: { type: 'array', items: { type: 'array' } },
    metadata: { anyOf: [{ type: 'object' }, { type: 'null' }] },
  },
  required: ['headers', 'data'],
}

export interface DataframeOptions extends WordOptions {
  readonly headers?: readonly string[] | undefined
}

/** A table: `{headers, data}`. */
export const dataframe = <const Options extends DataframeOptions>(
  options: Options = {} as Options,
): Word<Table, Options> =>
  word({ component: 'Dataframe', schema: table, options, props: { headers: options.headers } }) as Word<Table, Options>

const token = {
  type: 'object',
  properties: {
    token: { type: 'string' },
    class_or_confidence: { anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'null' }] },
  },
  required: ['token'],
} as const satisfies Schema

type Tokens = {
  readonly type: 'array'
  readonly items: typeof token
  readonly 'x-component': 'HighlightedText'
}

/** A text whose parts have classes: a list of `{token, class_or_confidence}`. */
export const highlightedText = <const Options extends WordOptions>(
  options: Options = {} as Options,
): Word<Tokens, Options> =>
  word({ component: 'HighlightedText', schema: { type: 'array', items: token }, options }) as Word<Tokens, Options>
