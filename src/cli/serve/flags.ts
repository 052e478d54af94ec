import type { Command } from 'commander'

/** What can be said on the command line of `hfn serve`. */
export interface ServeFlags {
  readonly port?: string | undefined
  readonly host?: string | undefined
  readonly title?: string | undefined
  readonly watch?: boolean | undefined
  readonly authFile?: string | undefined
  readonly concurrency?: string | undefined
  readonly maxQueue?: string | undefined
  readonly queue?: string | undefined
  readonly role?: string | undefined
  readonly files?: string | undefined
  readonly flagFolder?: string | undefined
  readonly rootPath?: string | undefined
  readonly origin?: readonly string[] | undefined
  readonly trustProxy?: boolean | undefined
  readonly rateLimit?: string | undefined
  readonly showErrors?: boolean | undefined
  readonly debug?: boolean | undefined
}

export const serveFlags = (command: Command): Command =>
  command
    .option('--port <number>', 'where it listens (default: 7860, or the next free port; 0: any)')
    .option('--host <address>', 'who is let in (default: 127.0.0.1, this computer; 0.0.0.0: everybody)')
    .option('--title <text>', 'heading of the page')
    .option('--watch', 'load the file anew when it, or a module beside it, changes')
    .option('--auth-file <file>', 'ask for a login; one user:password a line, or JSON')
    .option('--concurrency <number>', 'runs of one function at the same time (default: 1)')
    .option('--max-queue <number>', 'runs that may wait (default: 16384)')
    .option('--queue <url>', 'share the queue with other processes, on Redis or Valkey')
    .option('--role <name>', 'with --queue: web takes calls, worker runs them, all does both (default: all)')
    .option('--files <folder>', 'keep files there (default: a temporary folder)')
    .option('--flag-folder <folder>', 'let visitors flag runs; they are written there')
    .option('--root-path <path>', 'path the app has behind a proxy, such as /demo')
    .option(
      '--origin <origin>',
      "other pages that may call it, such as https://example.com, or '*'; may be given again",
      (origin: string, before?: readonly string[]) => [...(before ?? []), origin],
    )
    .option('--trust-proxy', 'believe the X-Forwarded headers of the proxy in front')
    .option('--rate-limit <number>', 'runs and uploads one address may start in a minute')
    .option('--show-errors', 'tell callers the text of any error')
    .option('--debug', 'show the stack and the ids of an error')
