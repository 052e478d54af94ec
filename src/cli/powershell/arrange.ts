import { HfnError } from '../../core/error.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** The words of a cmdlet, told apart by what they become. */
export interface Parts {
  readonly operands: (string | undefined)[]
  readonly options: string[]
  readonly values: string[]
}

/** What stands behind a command of hfn, made of the words of the cmdlet called `name`. */
export type Arrange = (parts: Parts, env: Environment, name: string) => string[]

const isGiven = (word: string | undefined): word is string => word !== undefined

/** Everything as it is. */
export const plain: Arrange = ({ operands, options, values }) => [...options, ...operands.filter(isGiven), ...values]

/** Operands before options, for a command whose options are any there may be. */
export const operandsFirst: Arrange = ({ operands, options, values }) => [
  ...operands.filter(isGiven),
  ...options,
  ...values,
]

/** The app that is given, or that of HFN_APP. */
export const appOf = (given: string | undefined, { HFN_APP }: Environment, name: string): string => {
  const app = given === undefined || given === '.' ? HFN_APP : given
  if (app) return app
  throw new HfnError('BAD_USAGE', `${name} was not told which app`, { hint: 'Say -AppUrl <url>, or set HFN_APP.' })
}

/** An app, then everything as it is. */
export const appAndWords: Arrange = (parts, env, name) => {
  const [app, ...more] = parts.operands
  return plain({ ...parts, operands: [appOf(app, env, name), ...more] }, env, name)
}

/** An app and arguments: one JSON word is all of them, as an array or by name; other words are arguments by position. */
export const appAndArguments: Arrange = (parts, env, name) => {
  const { options, values } = parts
  const [only = ''] = values
  const json = values.length === 1 && /^\s*[[{]/.test(only)
  return appAndWords(json ? { ...parts, options: [...options, '--args', only], values: [] } : parts, env, name)
}

/** The handle of a run; from stdin when there is none. */
export const handle: Arrange = ({ operands, options, values }) => [...options, operands[0] ?? '-', ...values]

/** Where the API begins in an address: all before it is the app. */
const apiPath = /\/(?:gradio_api(?=\/)|(?:info|config|upload|queue|call|run|api|file=|login|heartbeat)(?![\w-]))/

/** An address, parted into an app and a path below it. */
export const address: Arrange = ({ operands, options, values }, env, name) => {
  const app = appOf(operands[0], env, name)
  if (!URL.canParse(app)) return [...options, app, ...values]
  const { origin, href } = new URL(app)
  const at = href.slice(origin.length).search(apiPath)
  const end = origin.length + (at === -1 ? 0 : at)
  return [...options, href.slice(0, end), href.slice(end), ...values]
}
