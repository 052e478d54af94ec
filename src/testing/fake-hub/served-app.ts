import type { ServedApp } from '../../serve/index.ts'
import type { HubAnswer } from './answer.ts'
import type { HubRequest } from './request.ts'

/** Headers that belong to one connection. */
const hopByHop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'host', 'expect'])

const webRequest = (request: HubRequest): Request => {
  const { method, url, headers, signal } = request
  const passed = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    hopByHop.has(name) ? [] : [value ?? []].flat().map((each) => [name, each]),
  )
  const at = new URL(url.pathname + url.search, `http://${headers.host ?? url.host}`)
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(at, {
    method,
    headers: passed,
    signal,
    ...(hasBody ? { body: ReadableStream.from(request.body()), duplex: 'half' } : {}),
  })
}

/** What an app answers to a request. */
export const answerOfApp = async (app: Pick<ServedApp, 'fetch'>, request: HubRequest): Promise<HubAnswer> => {
  const { status, headers, body } = await app.fetch(webRequest(request))
  const length = headers.get('content-length')
  return {
    status,
    headers: Object.fromEntries([...headers].filter(([name]) => !hopByHop.has(name) && name !== 'set-cookie')),
    cookies: headers.getSetCookie(),
    body: { chunks: body ?? [], length: length === null ? undefined : Number(length) },
  }
}
