import { oneLine } from '../core/secret.ts'
import type { Callable, Parameter, Returned } from './callable.ts'
import { exampleWords } from './example.ts'
import { kindOf } from './kind.ts'
import { flagName } from './names.ts'

/** What a person wants to know before calling a function; every text is one printable line. */
export interface Description {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly parameters: readonly DescribedParameter[]
  readonly returns: readonly { readonly name: string; readonly kind: string }[]
  /** The words after the function's name in a command that runs it; not yet quoted for a shell. */
  readonly example: readonly string[]
}

export interface DescribedParameter {
  readonly name: string
  /** With its dashes: `--negative-prompt`. */
  readonly flag: string
  /** What may be given: `1..50`, `photo|ink`, `file|url`, `text`. */
  readonly kind: string
  readonly title: string
  readonly description: string
  readonly required: boolean
  /** The default as text: `none` for null, '' where there is none. */
  readonly default: string
  /** The component that shows it, and `(uploaded)` for a file; '' where there is none. */
  readonly component: string
}

/** A callable in words, for a command line, a page or a list of tools to lay out. */
export const describe = (callable: Callable): Description => {
  const { name, title = '', description = '', input, output } = callable
  return {
    name: oneLine(name),
    title: oneLine(title),
    description: oneLine(description, 1_000),
    parameters: input.map(describeParameter),
    returns: output.map(({ name, schema }: Returned) => ({
      name: oneLine(name),
      kind: oneLine(kindOf(schema, 'output')),
    })),
    example: exampleWords(callable),
  }
}

const describeParameter = ({ name, schema, required }: Parameter): DescribedParameter => {
  const { title = '', description = '', default: otherwise, 'x-component': component = '' } = schema
  const kind = oneLine(kindOf(schema))
  const told = oneLine(description)
  return {
    name: oneLine(name),
    flag: `--${flagName(name)}`,
    kind,
    title: oneLine(title),
    description: told === oneLine(title) ? '' : told,
    required,
    default: otherwise === undefined ? '' : textOf(otherwise),
    component: oneLine(kind.includes('file|url') ? `${component} (uploaded)`.trim() : component),
  }
}

const textOf = (value: unknown): string => {
  if (value === null) return 'none'
  return typeof value === 'string' && /^\S+$/.test(value) ? oneLine(value) : oneLine(JSON.stringify(value))
}
