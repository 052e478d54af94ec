import { HfnError } from '../core/error.ts'
import type { Reachable, Reached } from '../core/reachable.ts'
import { baseOf, readAddress } from './address.ts'
import type { AnyFunctions, App, ConnectOptions } from './app.ts'
import { ConnectedApp } from './connected-app.ts'
import { describeApp } from './describe-app.ts'
import { createTransport } from './transport.ts'

/** Where the app answers; makes it run first where that can be done. */
const reached = async (
  address: string | URL | Reachable,
  { signal, onStage, start, timeouts }: ConnectOptions,
): Promise<Reached> =>
  typeof address === 'object' && 'reach' in address
    ? address.reach({ signal, onStage, start, timeout: timeouts?.start })
    : { url: String(address) }

/** See lazy-connect.ts, the door to this. */
export const connect = async <Functions extends object = AnyFunctions>(
  address: string | URL | Reachable,
  given: ConnectOptions = {},
): Promise<App<Functions>> => {
  const { url: place, token, explain } = await reached(address, given)
  const options = { ...given, token: given.token ?? token?.() }
  const url = readAddress(place)
  const transport = createTransport(url, options)
  url.username = ''
  url.password = ''
  try {
    await transport.login(options.signal)
    const description = await describeApp(transport, baseOf(url), options)
    return new ConnectedApp<Functions>(transport, description, options)
  } catch (error) {
    transport.http.close()
    throw explain !== undefined && HfnError.is(error) ? explain(error) : error
  }
}
