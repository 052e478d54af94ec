import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import { HfnError } from '../../core/error.ts'
import { createApp, listen } from '../../serve/index.ts'
import { newCommand, parse } from '../command.ts'
import type { Context } from '../context.ts'
import { demoFunctions } from '../demo.ts'
import { painter } from '../render/color.ts'
import { callCommand } from './call.ts'
import { infoCommand } from './info.ts'

export interface DemoOptions {
  readonly port?: string | undefined
}

export const demoCommand = (context: Context, run: typeof demo = demo): Command =>
  newCommand('demo', 'Start a small app of hfn and call it; on a terminal it stays up until Ctrl-C.', context)
    .option('--port <number>', 'where it listens (default: 7860, or the next free port)')
    .action((options: DemoOptions) => run(context, options))

const portOf = (text: string | undefined): number | undefined => {
  if (text === undefined || (/^\d{1,5}$/.test(text) && Number(text) < 65_536))
    return text === undefined ? text : Number(text)
  throw new HfnError('BAD_USAGE', `--port is a number from 0 to 65535, not ${JSON.stringify(text)}`)
}

const commands = { info: infoCommand, call: callCommand }

/** What a user types to run hfn: in a fresh clone there is no `hfn` yet. */
const selfOf = ({ env }: Context): string => (env['npm_lifecycle_event'] === 'start' ? 'node dist/cli/main.js' : 'hfn')

/** Calls the functions as a user would, each command shown before what it prints. */
const tour = async (context: Context, url: string, folder: string): Promise<void> => {
  const paint = painter(context.out, context)
  const run = async (name: keyof typeof commands, ...args: string[]): Promise<void> => {
    await context.out.write(`\n${paint('bold', `$ ${[selfOf(context), name, ...args].join(' ')}`)}\n`)
    await parse(commands[name](context), args, context)
  }
  const file = join(folder, 'hello.txt')
  await writeFile(file, 'Hello from a file.\n')
  await run('info', url)
  await run('call', url, 'op1', '--duration', '3')
  await run('call', url, 'stamp', '--file', file, '-o', `${folder}/`)
  const stamped = await readFile(join(folder, 'stamped-hello.txt'), 'utf8')
  await context.out.write(`The file went to the app and came back as:\n${stamped.replaceAll(/^(?=.)/gm, '  ')}`)
}

const ideas = (self: string, url: string): string => `
Try next, in another terminal
  ${self} call ${url} greet --help
  ${self} call ${url} greet Ada --times 2 --language fr
  ${self} call ${url} progress --steps 20
  ${self} call ${url} op1 --duration 10 --jsonl
  ${self} send ${url} op1 --duration 10 | ${self} results -
  ${self} types ${url}
`

const stopped = ({ signal }: Context): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })

/** Serves the demo's functions, calls them, and goes on serving until Ctrl-C where stdout is a terminal. */
export const demo = async (context: Context, { port }: DemoOptions = {}): Promise<void> => {
  const { out } = context
  const app = await listen(createApp(demoFunctions(), { title: 'hfn demo' }), { port: portOf(port) })
  const folder = await mkdtemp(join(tmpdir(), 'hfn-demo-'))
  try {
    await out.write(`A Gradio app made of functions, with a page for people, runs at ${app.url}\n`)
    await tour(context, app.url, folder)
    await out.write(ideas(selfOf(context), app.url))
    await out.write(
      out.isTerminal
        ? '\nIt stays up for you; Ctrl-C ends it.\n'
        : '\nOn a terminal it would stay up for you: hfn demo\n',
    )
    if (out.isTerminal) await stopped(context)
  } finally {
    await rm(folder, { recursive: true, force: true })
    await app.close()
  }
}
