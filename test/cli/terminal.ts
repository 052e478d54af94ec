import type { Fetch } from '../../src/core/options.ts'
import type { Context, Output } from '../../src/cli/context.ts'
import { program } from '../../src/cli/program.ts'
import type { Callable } from '../../src/callable/callable.ts'
import { fakeApp } from './fake-app.ts'

/** Where a command runs in a test; everything may be left out. */
export interface Setting {
  readonly functions?: readonly Callable<never>[]
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  readonly stdin?: string
  /** Which streams are terminals. */
  readonly terminal?: { readonly in?: boolean; readonly out?: boolean; readonly err?: boolean }
  readonly columns?: number
  readonly signal?: AbortSignal
  readonly connect?: Context['connect']
  /** The true client, speaking through this. */
  readonly fetch?: Fetch
  /** The true client over the true network. */
  readonly network?: boolean
  /** Told of each piece written to stdout. */
  readonly onOut?: (text: string) => void
}

interface Captured extends Output {
  readonly text: () => string
}

const capture = (isTerminal: boolean, columns: number, onWrite?: (text: string) => void): Captured => {
  const pieces: Uint8Array[] = []
  return {
    isTerminal,
    columns,
    closed: false,
    async write(chunk) {
      pieces.push(Buffer.from(chunk))
      onWrite?.(Buffer.from(chunk).toString())
    },
    text: () => Buffer.concat(pieces).toString(),
  }
}

export interface Outcome {
  readonly status: number
  readonly out: string
  readonly err: string
}

/** Runs a command of hfn in this process, against an app that lives here too unless `connect` says otherwise. */
export const hfn = async (args: readonly string[], setting: Setting = {}): Promise<Outcome> => {
  const { functions = [], terminal = {}, columns = 80, stdin = '', onOut } = setting
  const out = capture(terminal.out ?? false, columns, onOut)
  const err = capture(terminal.err ?? false, columns)
  const status = await program({
    args,
    env: setting.env ?? {},
    cwd: setting.cwd ?? process.cwd(),
    in: {
      isTerminal: terminal.in ?? false,
      async *read() {
        if (stdin !== '') yield Buffer.from(stdin)
      },
      async readSecret(question) {
        if (terminal.in) await err.write(question)
        return stdin.split('\n', 1)[0] ?? ''
      },
    },
    out,
    err,
    signal: setting.signal ?? new AbortController().signal,
    fetch: setting.fetch,
    connect:
      setting.connect ??
      (setting.fetch || setting.network ? undefined : async (url, options) => fakeApp(url, functions, options)),
  })
  return { status, out: out.text(), err: err.text() }
}
