import { commands, groups } from './commands.ts'
import type { Entry } from './entry.ts'

const table = (rows: readonly (readonly [left: string, right: string])[], least = 0): string => {
  const width = 2 + Math.max(least, ...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`).join('\n')
}

const leftOf = ({ name, usage }: Entry): string => `${name} ${usage}`.trim()

/** The commands under the titles of their groups, the summaries of all in one column. */
const listed = (): string => {
  const least = Math.max(...commands.map((entry) => leftOf(entry).length))
  const rows = (entries: readonly Entry[]): string =>
    table(
      entries.map((entry) => [leftOf(entry), entry.summary]),
      least,
    )
  return groups.map(([title, entries]) => `${title}\n${rows(entries)}`).join('\n\n')
}

/** What `hfn --help` says; made of the table of commands alone, so that nothing has to be loaded for it. */
export const generalHelp = `hfn: any Gradio app or Hugging Face Space is a function, any function is a Gradio app

Usage: hfn <command> [options]

${listed()}

Help
${table([
  ['hfn <command> --help', "a command's options and examples"],
  ['hfn call <app> <function> --help', "a function's parameters"],
  ['hfn help exit-codes', 'what exit statuses mean'],
  ['hfn help environment', 'variables that hfn reads'],
])}

Try it
  hfn demo
  hfn info http://127.0.0.1:7860
  hfn call http://127.0.0.1:7860 op1 --duration 10
  hfn call owner/name --help

The names of PowershAI work too, such as hfn Get-GradioInfo <url>.
`
