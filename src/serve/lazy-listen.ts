import type { ServedApp } from './app.ts'
import type { ListenOptions, Listening } from './listen.ts'

/**
 * Serves an app on a port of this computer, in Node. Bound to a loopback address, it answers to loopback names only.
 * @throws BAD_USAGE when the port asked for, or every port tried, is taken
 */
export const listen = async (app: ServedApp, options?: ListenOptions): Promise<Listening> =>
  (await import('./listen.ts')).listen(app, options)
