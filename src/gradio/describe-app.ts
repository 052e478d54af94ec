import type { ConnectOptions } from './app.ts'
import { discover, type Discovered } from './discover.ts'
import { informationRequest, readInformation } from './information.ts'
import type { Transport } from './transport.ts'

/** Where Gradio 5 and later keep their API; asked at once, so that connecting takes one round trip. */
const usualPrefix = '/gradio_api'

export interface Description extends Discovered {
  readonly prefix: string
  readonly information: unknown
}

/** Reads what an app says of itself: its config, and its documentation where it has one. */
export const describeApp = async (
  transport: Transport,
  base: string,
  { prefix, signal }: Pick<ConnectOptions, 'prefix' | 'signal'>,
): Promise<Description> => {
  const wanted = prefix === undefined ? undefined : `/${prefix.replace(/^\/+|\/+$/g, '')}`.replace(/^\/$/, '')
  const guess = wanted ?? usualPrefix
  const early = readInformation(transport.http, informationRequest(base, guess, signal)).catch(() => undefined)
  const found = await discover(transport.http, base, signal)
  const real = wanted ?? found.config.apiPrefix
  const right = found.base === base && real === guess
  const information = right
    ? await early
    : await readInformation(transport.http, informationRequest(found.base, real, signal))
  return { ...found, prefix: real, information }
}
