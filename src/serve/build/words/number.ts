import { defined, word, type Word, type WordOptions } from './word.ts'

type Numeric = { readonly type: 'number' }

export interface NumberOptions extends WordOptions<number> {
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
  /** Values are multiples of it, counted from nought. */
  readonly step?: number | undefined
  /** Whole numbers only. */
  readonly whole?: boolean | undefined
  readonly placeholder?: string | undefined
}

/** A number. */
export const number = <const Options extends NumberOptions>(
  options: Options = {} as Options,
): Word<Numeric, Options> => {
  const { minimum, maximum, step, whole, placeholder } = options
  return word({
    component: 'Number',
    schema: { type: whole === true ? 'integer' : 'number', ...defined({ minimum, maximum }) },
    options,
    props: { step, precision: whole === true ? 0 : undefined, placeholder },
  }) as Word<Numeric, Options>
}

export interface SliderOptions extends WordOptions<number> {
  /** Default 0. */
  readonly minimum?: number | undefined
  /** Default 100. */
  readonly maximum?: number | undefined
  /** Between two values of the slider; whole numbers only when it is whole. Default: a hundredth of the range. */
  readonly step?: number | undefined
}

/** A number in a range; without a default it begins at its minimum. */
export const slider = <const Options extends SliderOptions>(
  options: Options = {} as Options,
): Word<Numeric & { readonly default: number }, Options> => {
  const { minimum = 0, maximum = 100, step } = options
  return word({
    component: 'Slider',
    schema: { type: 'number', minimum, maximum, default: minimum },
    options,
    props: { step: step ?? stepOf(maximum - minimum) },
  }) as Word<Numeric & { readonly default: number }, Options>
}

/** As Gradio: a hundredth of the range, rounded to one digit; whole from 100 on. */
const stepOf = (range: number): number => {
  const power = Math.floor(Math.log10(range / 100))
  return range > 0 ? Number((10 ** power).toPrecision(1)) : 1
}
