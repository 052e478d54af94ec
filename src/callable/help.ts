import type { Callable } from './callable.ts'
import { describe, type DescribedParameter } from './describe.ts'

export interface HelpOptions {
  /** What a person types before the parameters, such as `hfn call http://127.0.0.1:7860 op1`. */
  readonly command: string
}

/** Letters of a column; what is longer pushes the rest of its line. */
const widest = 32
/** Letters of a line of text. */
const line = 78

/** The help of a callable as plain text: parameters with type, title, default and component, what it returns, an example that runs. */
export const helpText = (callable: Callable, { command }: HelpOptions): string => {
  const { name, title, description, parameters, returns, example } = describe(callable)
  const sections = [
    [title === '' || title === name ? name : `${name}  ${title}`, ...wrap(description === title ? '' : description)],
    [`Usage: ${command}${parameters.length === 0 ? '' : ' [--parameter value]'}`],
    parameters.length === 0 ? ['Takes no parameters'] : ['Parameters', ...rows(parameters)],
    returns.length === 0
      ? ['Returns nothing']
      : ['Returns', ...inLines(returns.map(({ name, kind }) => `${name}: ${kind}`))],
    ['Example', `  ${[command, ...example.map(shellWord)].join(' ')}`],
  ]
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

/** A word as every common shell reads it. */
export const shellWord = (word: string): string => {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word
  return /["$`\\!]/.test(word) ? `'${word.replaceAll("'", String.raw`'\''`)}'` : `"${word}"`
}

const rows = (parameters: readonly DescribedParameter[]): string[] => {
  const table = parameters.map((parameter) => [
    parameter.kind === 'true|false' ? parameter.flag.replace('--', '--[no-]') : `${parameter.flag} <${parameter.kind}>`,
    parameter.title,
    parameter.required ? 'required' : parameter.default || 'optional',
    parameter.component,
  ])
  const widths = [0, 1, 2, 3].map((column) =>
    Math.min(widest, Math.max(...table.map((row) => row[column]?.length ?? 0))),
  )
  return table.flatMap((row, index) => {
    const cells = row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .filter((_, column) => widths[column] !== 0)
    return [`  ${cells.join('  ')}`.trimEnd(), ...wrap(parameters[index]?.description ?? '', '      ')]
  })
}

/** The words of a text in lines, each after the indent. */
const wrap = (text: string, indent = ''): string[] => {
  const lines: string[] = []
  for (const word of text.split(' ').filter((word) => word !== '')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < line) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(indent + word)
  }
  return lines
}

const inLines = (values: readonly string[]): string[] => {
  const one = `  ${values.join('   ')}`
  return one.length <= line ? [one] : values.map((value) => `  ${value}`)
}
