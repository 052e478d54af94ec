import { baseOf, readAddress } from './address.ts'
import type { AnyFunctions, App, ConnectOptions } from './app.ts'
import { ConnectedApp } from './connected-app.ts'
import { describeApp } from './describe-app.ts'
import { createTransport } from './transport.ts'

/**
 * Connects to a running Gradio app of any version from 3.50 on.
 * @param address its URL, such as `http://127.0.0.1:7860`, with any path it is mounted under
 * @throws HfnError BAD_URL, UNREACHABLE, TIMEOUT, NOT_A_GRADIO_APP, LOGIN_NEEDED, BAD_CREDENTIALS
 */
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
