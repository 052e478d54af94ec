import { failed, preparing, type Transport } from './exchange.ts'
import { endless, maximumHops, redirected } from './redirect.ts'
import { sendAgain, troubled } from './retry.ts'
import type { Answer, Http, HttpOptions, HttpRequest } from './http-contract.ts'

export type { Answer, AskedWait, Http, HttpOptions, HttpRequest, Retry, Timeouts } from './http-contract.ts'

/** Hands the exchange to what speaks HTTP here: the given `fetch`, Node's own modules, or the global `fetch`. */
const transportFor = async ({ fetch, env }: HttpOptions): Promise<Transport> => {
  if (fetch === undefined && typeof process === 'object' && process.versions?.node !== undefined) {
    const { nodeTransport } = await import('./node-http.ts')
    return nodeTransport(env ?? process.env)
  }
  const { fetchTransport } = await import('./fetch-http.ts')
  return fetchTransport(fetch ?? globalThis.fetch)
}

/**
 * Opens the door: a function that sends requests and gives their answers back, whatever the status.
 * Throws UNREACHABLE, TIMEOUT, RATE_LIMITED, BAD_URL, BAD_ANSWER (redirects without end) or the reason of the signal;
 * readers of the answer throw STREAM_BROKEN, TIMEOUT, TOO_LARGE and BAD_ANSWER.
 */
export const createHttp = (options: HttpOptions = {}): Http => {
  const prepare = preparing(options)
  let transport: Transport | Promise<Transport> | undefined
  let send: Transport['send'] = async (exchange) => {
    transport = await (transport ??= transportFor(options))
    send = transport.send
    return send(exchange)
  }

  const http = async (request: HttpRequest): Promise<Answer> => {
    let exchange = prepare(request)
    for (let hop = 0; ; hop++) {
      const outcome = await send(exchange)
      const answer =
        failed(outcome) || troubled(outcome.status)
          ? await sendAgain(send, exchange, outcome, { ...options, retry: request.retry })
          : outcome
      const next =
        request.redirect === 'manual' ? undefined : redirected(exchange, answer, request.redirect === 'strict')
      if (next === undefined) return answer
      await answer.discard()
      if (hop === maximumHops) throw endless(exchange, answer)
      exchange = next
    }
  }
  return Object.assign(http, {
    close: () => {
      void Promise.resolve(transport).then(
        (loaded) => loaded?.close(),
        () => {},
      )
    },
  })
}
