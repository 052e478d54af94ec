import type { Schema } from '../../../core/schema.ts'
import { defined, word, type Word, type WordOptions } from './word.ts'

type Text = { readonly type: 'string' }

export interface TextOptions extends WordOptions<string> {
  /** Lines it shows, at least; default 1. */
  readonly lines?: number | undefined
  /** Lines it may grow to. */
  readonly maxLines?: number | undefined
  readonly placeholder?: string | undefined
  /** Letters it may have. */
  readonly minLength?: number | undefined
  readonly maxLength?: number | undefined
  /** What is typed is not shown. */
  readonly password?: boolean | undefined
}

/** A text. */
export const text = <const Options extends TextOptions>(options: Options = {} as Options): Word<Text, Options> => {
  const { lines, maxLines, placeholder, minLength, maxLength, password } = options
  return word({
    component: 'Textbox',
    schema: {
      type: 'string',
      ...defined({ minLength, maxLength, format: password === true ? 'password' : undefined }),
    },
    options,
    props: {
      lines,
      max_lines: maxLines,
      placeholder,
      max_length: maxLength,
      type: password === true ? 'password' : undefined,
    },
  }) as Word<Text, Options>
}

const plainText =
  (component: string, schema: Schema = {}) =>
  <const Options extends WordOptions<string>>(options: Options = {} as Options): Word<Text, Options> =>
    word({ component, schema: { type: 'string', ...schema }, options }) as Word<Text, Options>

/** Markdown, shown as it reads. */
export const markdown = plainText('Markdown')

/** HTML, shown as it looks; its scripts never run. */
export const html = plainText('HTML')

/** A colour, such as `#ff8800`. */
export const color = plainText('ColorPicker')

export interface CodeOptions extends WordOptions<string> {
  /** Such as `typescript` or `json`. */
  readonly language?: string | undefined
  readonly lines?: number | undefined
}

/** Source code. */
export const code = <const Options extends CodeOptions>(options: Options = {} as Options): Word<Text, Options> =>
  word({
    component: 'Code',
    schema: { type: 'string' },
    options,
    props: { language: options.language, lines: options.lines },
  }) as Word<Text, Options>

export interface DateTimeOptions extends WordOptions<string> {
  /** False: a day without a time; default true. */
  readonly time?: boolean | undefined
}

/** A point in time, `YYYY-MM-DD HH:MM:SS`. */
export const dateTime = <const Options extends DateTimeOptions>(
  options: Options = {} as Options,
): Word<Text, Options> =>
  word({
    component: 'DateTime',
    schema: { type: 'string' },
    options,
    props: { include_time: options.time, type: 'string' },
  }) as Word<Text, Options>
