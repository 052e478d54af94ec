import type { Reachable } from '../core/reachable.ts'
import type { AnyFunctions, App, ConnectOptions } from './app.ts'

/**
 * Connects to a running Gradio app of any version from 3.50 on. Its code is loaded at the first call.
 * @param address its URL, such as `http://127.0.0.1:7860`, with any path it is mounted under; or what knows the way to it, such
 * as a Space, which is started when it sleeps
 * @throws HfnError BAD_URL, UNREACHABLE, TIMEOUT, NOT_A_GRADIO_APP, LOGIN_NEEDED, BAD_CREDENTIALS, NOT_RUNNING
 */
export const connect = async <Functions extends object = AnyFunctions>(
  address: string | URL | Reachable,
  options?: ConnectOptions,
): Promise<App<Functions>> => (await import('./connect.ts')).connect<Functions>(address, options)
