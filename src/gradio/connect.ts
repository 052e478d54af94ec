import { baseOf, readAddress } from './address.ts'
import type { AnyFunctions, App, ConnectOptions } from './app.ts'
import { ConnectedApp } from './connected-app.ts'
import { describeApp } from './describe-app.ts'
import { createTransport } from './transport.ts'

/** See lazy-connect.ts, the door to this. */
export const connect = async <Functions extends object = AnyFunctions>(
  address: string | URL,
  options: ConnectOptions = {},
): Promise<App<Functions>> => {
  const url = readAddress(String(address))
  const transport = createTransport(url, options)
  url.username = ''
  url.password = ''
  try {
    await transport.login(options.signal)
    const description = await describeApp(transport, baseOf(url), options)
    return new ConnectedApp<Functions>(transport, description, options)
  } catch (error) {
    transport.http.close()
    throw error
  }
}
