import type { Callable } from '../../callable/callable.ts'
import { createApp, type ServedApp } from '../app.ts'
import type { AppDefinition } from '../blueprint.ts'
import type { Functions } from '../catalog.ts'
import { listen } from '../lazy-listen.ts'
import type { ListenOptions, Listening } from '../listen.ts'
import type { ServeOptions } from '../options.ts'

/** All that can be served: an app, a page, a callable, several, or a source of them. */
export type Servable = ServedApp | AppDefinition | Callable | Functions

const isServedApp = (what: Servable): what is ServedApp => 'fetch' in what && typeof what.fetch === 'function'

const isCallable = (what: Servable): what is Callable => 'run' in what && typeof what.run === 'function'

/** The app of what can be served; one that is made already keeps its own options. */
const appOf = (what: Servable, options: ServeOptions = {}): ServedApp => {
  if (isServedApp(what)) return what
  return createApp(isCallable(what) ? [what] : what, options)
}

/**
 * Makes an app and serves it on a port of this computer, in Node.
 * @throws BAD_USAGE when two functions share a name, or the port asked for is taken
 */
export const launch = (what: Servable, options: ServeOptions & ListenOptions = {}): Promise<Listening> =>
  listen(appOf(what, options), options)
