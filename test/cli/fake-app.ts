import type { Callable, Job } from '../../src/callable/callable.ts'
import type { FileData, FileInput } from '../../src/callable/file.ts'
import { matchName, nearest } from '../../src/callable/names.ts'
import { HfnError } from '../../src/core/error.ts'
import { readConfig } from '../../src/wire/config.ts'
import type { App, ConnectOptions, Sent } from '../../src/gradio/app.ts'

const runs = new Map<string, Job>()

/** An app without a network: its functions run here, what was sent waits for its results. */
export const fakeApp = (url: string, callables: readonly Callable<never>[], options: ConnectOptions): App => {
  const functions = new Map(callables.map((callable) => [callable.name, callable as Callable]))
  const find = (name: string): Callable => {
    const found = functions.get(matchName(name, functions.keys()) ?? '')
    if (found !== undefined) return found
    throw new HfnError(
      'NO_SUCH_FUNCTION',
      `The app has no function ${name}: did you mean ${nearest(name, functions.keys())}?`,
    )
  }
  const nothing = (what: string): never => {
    throw new HfnError('NOT_FOUND', `There is no ${what} here`)
  }
  return {
    url,
    title: 'Test app',
    version: '6.0.0',
    protocol: 'sse_v3',
    session: options.session ?? 'session',
    config: readConfig({ version: '6.0.0', protocol: 'sse_v3', components: [], dependencies: [] }),
    functions,
    fn: {},
    function: find,
    run: (name, input, runOptions) => find(name).run(input, runOptions),
    info: async () => ({
      named_endpoints: Object.fromEntries(
        [...functions.keys()].map((name) => [`/${name}`, { parameters: [], returns: [] }]),
      ),
      unnamed_endpoints: {},
    }),
    async send(name, input, runOptions) {
      const eventId = `event-${runs.size}`
      runs.set(eventId, find(name).run(input, runOptions))
      return { app: url, function: name, eventId, session: 'session', protocol: 'sse_v3' }
    },
    results(sent: Sent | string) {
      const job = runs.get(typeof sent === 'string' ? sent : sent.eventId)
      if (job === undefined) throw new HfnError('NOT_FOUND', 'The app knows no such run')
      return job
    },
    upload: async (files: readonly FileInput[]) =>
      files.map((given) => {
        const name = typeof given === 'string' ? given : 'other'
        return { path: `/server${name}`, url: `${url}/file=/server${name}` }
      }),
    file: ({ path }: FileData) => nothing(path),
    fetch: async (path) => nothing(path),
    cookies: {},
    close: async () => {},
  }
}
