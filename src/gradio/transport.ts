import { createHttp, type Answer, type Http, type HttpRequest } from '../core/http.ts'
import { HfnError } from '../core/error.ts'
import { baseOf } from './address.ts'
import type { ConnectOptions } from './app.ts'
import { answerError } from './answer-error.ts'
import { createCookieJar, type CookieJar } from './cookies.ts'

/** HTTP to one app with its credentials: nothing of them goes to any other origin. */
export interface Transport {
  /** Sends with credentials where they belong; logs in again once when the app has forgotten us. */
  readonly http: Http
  readonly cookies: CookieJar
  /** Credentials for the app's own origin. */
  readonly headers: () => Readonly<Record<string, string>>
  login(signal?: AbortSignal): Promise<void>
}

const loginRequest = (
  base: string,
  [username, password]: readonly [string, string],
  signal?: AbortSignal,
): HttpRequest => ({
  method: 'POST',
  url: `${base}/login`,
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams({ username, password }).toString(),
  redirect: 'manual',
  signal,
})

export const createTransport = (address: URL, options: ConnectOptions): Transport => {
  const { token, auth, headers = {}, fetch, timeouts } = options
  const url = new URL(address)
  // user:password@host means the same as `auth`, and must not show up in any address we print.
  const inUrl =
    url.username === '' ? undefined : ([decodeURIComponent(url.username), decodeURIComponent(url.password)] as const)
  url.username = ''
  url.password = ''
  const base = baseOf(url)
  const credentials = auth ?? inUrl
  const cookies = createCookieJar(options.cookies)
  const http = createHttp({ fetch, timeouts, origin: url.origin })
  const bearer = token === undefined ? {} : { authorization: `Bearer ${token}` }

  const headersNow = (): Readonly<Record<string, string>> => {
    const cookie = cookies.header()
    return { ...headers, ...bearer, ...(cookie === undefined ? {} : { cookie }) }
  }

  const sendOnce = async (request: HttpRequest): Promise<Answer> => {
    const own = request.url.startsWith(`${url.origin}/`)
    const answer = await http(own ? { ...request, headers: { ...headersNow(), ...request.headers } } : request)
    if (own) cookies.take(answer)
    return answer
  }

  const login = async (signal?: AbortSignal): Promise<void> => {
    if (credentials === undefined) return
    const answer = await sendOnce(loginRequest(base, credentials, signal))
    await answer.discard()
    // An app without a login answers with a redirect or 404, and takes calls all the same.
    if (answer.status === 400 || answer.status === 401) {
      throw new HfnError('BAD_CREDENTIALS', `The app at ${base} refuses user ${credentials[0]} with this password`, {
        hint: 'Check the user name and the password given with --auth.',
        status: answer.status,
      })
    }
    if (answer.status >= 500) throw await answerError(answer, 'log in')
  }

  const send = async (request: HttpRequest): Promise<Answer> => {
    const answer = await sendOnce(request)
    const { body } = request
    const again = typeof body !== 'object' || body instanceof Uint8Array
    if (answer.status !== 401 || credentials === undefined || !again) return answer
    await answer.discard()
    await login(request.signal)
    return sendOnce(request)
  }

  return { http: Object.assign(send, { close: () => http.close() }), cookies, headers: headersNow, login }
}
