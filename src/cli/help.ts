import { commands } from './commands.ts'

const table = (rows: readonly (readonly [left: string, right: string])[]): string => {
  const width = 2 + Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`).join('\n')
}

/** What `hfn --help` says; made of the table of commands alone, so that nothing has to be loaded for it. */
export const generalHelp = `hfn: any Gradio app is a function, any function is a Gradio app

Usage: hfn <command> [options]

Commands
${table(commands.map(({ name, usage, summary }) => [`${name} ${usage}`.trim(), summary]))}

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

The names of PowershAI work too, such as hfn Get-GradioInfo <url>.
`
