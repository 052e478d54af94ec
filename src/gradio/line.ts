import type { Config } from '../wire/config.ts'
import type { Connection } from './connection.ts'
import type { Line } from './protocol/protocol.ts'
import type { Transport } from './transport.ts'

/** Three of the heartbeats Gradio sends every 15 seconds; milliseconds. */
const usualSilence = 45_000

export interface LineOptions {
  /** Config as last read. */
  readonly config: () => Config
  readonly silence: number | undefined
  readonly closed: AbortSignal
}

/** What the protocols of an app send over. */
export const createLine = (
  { http, headers }: Transport,
  { base, prefix }: Connection,
  { config, silence = usualSilence, closed }: LineOptions,
): Line => ({
  send: ({ path, ...request }) => http({ ...request, url: `${base}${prefix}${path}` }),
  address: (path) => `${base}${prefix}${path}`,
  headers,
  cancelling: (index) => config().dependencies.find(({ cancels }) => cancels.includes(index))?.id,
  get cancelsWaiting() {
    return config().cancelsWaiting
  },
  get appId() {
    return config().appId
  },
  silence,
  closed,
})
