import { addAbortSignal } from 'node:stream'
import type { Fetch } from '../core/options.ts'
import type { App, ConnectOptions } from '../gradio/app.ts'
import type { Output } from './output.ts'
export type { Output } from './output.ts'

interface Input {
  readonly isTerminal: boolean
  /** The bytes, as they come, until the command is stopped; nothing is read before this is asked for. */
  read(): AsyncIterable<Uint8Array>
  /** A line that nobody sees: asked for on a terminal, the first line of what comes through a pipe. */
  readSecret(question: string): Promise<string>
}

interface Endurance {
  /** Milliseconds it may take to end once it is stopped; default 5,000. */
  readonly grace: number
  /** Told what nobody caught, which then ends nothing. */
  readonly onError: (error: unknown) => void
}

/** Everything a command may touch. */
export interface Context {
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly in: Input
  readonly out: Output
  readonly err: Output
  /** Aborts on Ctrl-C, and when the reader of `out` went away. */
  readonly signal: AbortSignal
  readonly fetch?: Fetch | undefined
  /** For commands that go on until they are stopped. */
  readonly stayUp?: ((endurance: Endurance) => void) | undefined
  /** Used instead of the client of hfn. */
  readonly connect?: ((app: string, options: ConnectOptions) => Promise<App>) | undefined
}

/** Milliseconds a cancelled command may take to tell the other side before it is ended all the same. */
const grace = 5000

/** Why a stream takes nothing, such as a full disk under it. */
const unwritable = async (cause: Error): Promise<Error> => {
  const { HfnError } = await import('../core/error.ts')
  return new HfnError('FILE_FAILED', `Cannot write the output: ${cause.message}`, { cause, hint: 'Is the disk full?' })
}

const output = (stream: NodeJS.WriteStream, onClosed: () => void): Output => {
  let closed = false
  const fail = (error: NodeJS.ErrnoException): void => {
    // A terminal that takes nothing is gone, and about stderr nobody can be told.
    if (closed || (error.code !== 'EPIPE' && !stream.isTTY && stream !== process.stderr)) return
    closed = true
    onClosed()
  }
  stream.on('error', fail)
  return {
    isTerminal: Boolean(stream.isTTY),
    get columns() {
      return stream.columns || 80
    },
    get closed() {
      return closed
    },
    write: (chunk) =>
      new Promise((resolve, reject) => {
        if (closed) return resolve()
        stream.write(chunk, (error?: NodeJS.ErrnoException | null) => {
          if (!error) return resolve()
          fail(error)
          if (closed) return resolve()
          void unwritable(error).then(reject)
        })
      }),
  }
}

/** Runs a program with this process's arguments, environment and streams, then ends the process with the status it gave. */
export const inProcess = async (program: (context: Context) => Promise<number>): Promise<void> => {
  const stop = new AbortController()
  let endurance: Endurance | undefined
  const end = (status: number): void => {
    stop.abort()
    setTimeout(() => process.exit(status), endurance?.grace ?? grace).unref()
  }
  const interrupt = (): void => (stop.signal.aborted ? process.exit(130) : end(130))
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, interrupt)
  const err = output(process.stderr, () => {})
  const read = (): AsyncIterable<Uint8Array> => addAbortSignal(stop.signal, process.stdin)
  const context: Context = {
    args: process.argv.slice(2),
    env: process.env,
    cwd: process.cwd(),
    in: {
      get isTerminal() {
        return Boolean(process.stdin.isTTY)
      },
      read,
      async readSecret(question) {
        const { readLine, readSecret } = await import('./read-secret.ts')
        const { stdin } = process
        if (!stdin.isTTY) return readLine(read())
        return readSecret(question, stdin, { out: err, signal: stop.signal, onInterrupt: interrupt })
      },
    },
    out: output(process.stdout, () => end(0)),
    err,
    signal: stop.signal,
    stayUp: (given) => {
      endurance = given
    },
  }
  process.on('uncaughtException', (error) => {
    if (endurance !== undefined) return endurance.onError(error)
    void import('./report.ts').then(({ report }) => report(context, error)).finally(() => process.exit(1))
  })
  process.exit(await program(context))
}
