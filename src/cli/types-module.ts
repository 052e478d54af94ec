import type { Callable, Parameter, Returned } from '../callable/callable.ts'
import { printComment, printType, propertyKey } from '../callable/print.ts'
import type { App } from '../gradio/app.ts'
import { typeNames } from './type-names.ts'

/** What the module takes from hfn, where it needs it; the names of its own types keep clear of them. */
const imported = ['App', 'ConnectOptions', 'FileInput', 'FileValue', 'Job', 'RunOptions'] as const

/** Words that cannot name a place in a tuple. */
const reserved = new Set(
  (
    'abstract asserts break case catch class const continue debugger default delete do else enum export extends false finally for ' +
    'function if import in infer instanceof keyof new null readonly return super switch this throw true try typeof unique var void while with'
  ).split(' '),
)

const label = (name: string, index: number): string =>
  /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name) && !reserved.has(name) ? name : `value${index + 1}`

const range = ({ minimum, maximum }: Parameter['schema']): string | undefined => {
  if (minimum === undefined && maximum === undefined) return undefined
  return `From ${minimum ?? 'any'} to ${maximum ?? 'any'}.`
}

const sentence = (text: string | undefined): string | undefined =>
  text === undefined || text === '' || /[.!?:]$/.test(text) ? text : `${text}.`

/** What a parameter's type does not tell. */
const about = ({ name, schema }: Parameter): string => {
  const { title, description, default: otherwise } = schema
  const parts = [
    sentence(title === name ? undefined : title),
    sentence(description),
    range(schema),
    otherwise === undefined ? undefined : `Default: ${JSON.stringify(otherwise)}.`,
  ]
  return parts.filter((part) => part !== undefined && part !== '').join(' ')
}

const field = (parameter: Parameter): string => {
  const { name, schema, required } = parameter
  const type = printType(schema, 'input')
  const property = required ? `${propertyKey(name)}: ${type}` : `${propertyKey(name)}?: ${type} | undefined`
  return `${printComment(about(parameter), '  ')}  readonly ${property}\n`
}

/** The arguments in order, as a tuple; what may be left out at its end is optional. */
const positions = (parameters: readonly Parameter[]): string => {
  const last = parameters.findLastIndex(({ required }) => required)
  const items = parameters.map(({ name, schema, required }, index) => {
    const type = printType(schema, 'input')
    if (required) return `${label(name, index)}: ${type}`
    return `${label(name, index)}${index > last ? '?' : ''}: ${type} | undefined`
  })
  return `readonly [${items.join(', ')}]`
}

const results = (returned: readonly Returned[]): string =>
  `[${returned.map(({ name, schema }, index) => `${label(name, index)}: ${printType(schema, 'output')}`).join(', ')}]`

const declaration = ({ name, input, output }: Callable, type: string): string =>
  [
    printComment(`Arguments of ${name}, by name.`),
    input.length === 0
      ? `export type ${type}Input = Readonly<Record<string, never>>\n`
      : `export interface ${type}Input {\n${input.map(field).join('')}}\n`,
    printComment(`What ${name} returns.`),
    `export type ${type}Outputs = ${results(output)}\n`,
  ].join('')

const method = ({ name, title, description, input }: Callable, type: string): string => {
  const optional = input.every(({ required }) => !required) ? '?' : ''
  const argument = `input${optional}: ${type}Input | ${positions(input)}`
  return `${printComment(description ?? title ?? '', '  ')}  ${propertyKey(name)}(${argument}, options?: RunOptions): Job<${type}Outputs>\n`
}

/** A TypeScript module that types the functions of an app, in the app's order, and connects to it. */
export const typesModule = ({
  url,
  title,
  version,
  functions,
}: Pick<App, 'url' | 'title' | 'version' | 'functions'>): string => {
  const callables = [...functions.values()]
  const names = typeNames(callables, imported)
  const body = [
    ...callables.map((callable, index) => `${declaration(callable, names[index] ?? '')}\n`),
    `/** The functions of the app. */\nexport type Functions = {\n`,
    callables.map((callable, index) => method(callable, names[index] ?? '')).join(''),
    `}\n\n/** Connects to the app. */\nexport const open = (options?: ConnectOptions): Promise<App<Functions>> =>\n`,
    `  connect<Functions>(${JSON.stringify(url)}, options)\n`,
  ].join('')
  const code = body.replaceAll(/\/\*\*[^]*?\*\/|"(?:[^"\\]|\\.)*"/g, '')
  const types = imported.filter((name) => new RegExp(`\\b${name}\\b`).test(code))
  const head = printComment(
    `Written by \`hfn types ${url}\`: the functions of ${title ?? 'the app'}, Gradio ${version}. Write it again when the app has changed.`,
  )
  return `${head}import { connect, ${types.map((name) => `type ${name}`).join(', ')} } from 'hfn'\n\n${body}`
}
