import { describe } from '../../callable/describe.ts'
import { oneLine } from '../../core/secret.ts'
import type { App } from '../../gradio/app.ts'
import type { Context } from '../context.ts'
import { painter } from './color.ts'

/** Letters the names' column may have; a longer name pushes its line. */
const widest = 24

/** An app and its functions: one a line with its parameters and what it returns, what it is for below that. `name` is how commands name the app. */
export const listFunctions = (app: App, name: string, context: Context): string => {
  const paint = painter(context.out, context)
  const functions = [...app.functions.values()].map(describe)
  const width = Math.min(widest, Math.max(0, ...functions.map(({ name }) => name.length)))
  const rows = functions.flatMap(({ name, description, parameters, returns }) => {
    const flags = parameters.map(({ flag, kind, required }) => (required ? `${flag} <${kind}>` : `[${flag} <${kind}>]`))
    const outputs = returns.map(({ name, kind }) => `${name}: ${kind}`).join(', ')
    const line = `  ${paint('bold', name.padEnd(width))}  ${[...flags, `→ ${outputs || 'nothing'}`].join(' ')}`
    return description === '' ? [line] : [line, paint('dim', `      ${description}`)]
  })
  const [first] = functions
  const next =
    first === undefined
      ? 'It documents no functions; --undocumented offers the others.'
      : `hfn call ${name} ${first.name} --help`
  const head = `${paint('bold', oneLine(app.title ?? 'Gradio app'))}  ${app.url}  Gradio ${oneLine(app.version)}`
  return `${[head, '', ...rows, '', next].join('\n')}\n`
}
