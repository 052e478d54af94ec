import { Agent, request as plainRequest } from 'node:http'
import { pipeline, type Transform } from 'node:stream'
import type * as Zlib from 'node:zlib'
import { HfnError } from './error.ts'
import type { Transport } from './exchange.ts'
import type { HttpOptions } from './http-contract.ts'
import { carry, type Unpack, type Way } from './node-exchange.ts'
import { proxies, proxyAgent } from './proxy.ts'

type Environment = NonNullable<HttpOptions['env']>

/** Milliseconds an idle connection is kept: less than the 5 s after which uvicorn, which Gradio runs on, closes it. */
const keptIdle = 4000

const decoders: Readonly<Record<string, (zlib: typeof Zlib) => Transform>> = {
  gzip: (zlib) => zlib.createGunzip(),
  'x-gzip': (zlib) => zlib.createGunzip(),
  deflate: (zlib) => zlib.createInflate(),
  br: (zlib) => zlib.createBrotliDecompress(),
}

const unpack: Unpack = async function* (pieces, coding, url) {
  const make = decoders[coding]
  const iterator = pieces[Symbol.asyncIterator]()
  try {
    if (make === undefined) throw new Error('unknown coding')
    const decoder = make(await import('node:zlib'))
    pipeline({ [Symbol.asyncIterator]: () => iterator }, decoder, () => {})
    yield* decoder
  } catch (cause) {
    throw HfnError.is(cause)
      ? cause
      : new HfnError('BAD_ANSWER', `The answer of ${url.href} cannot be unpacked (${coding})`, { cause })
  } finally {
    await iterator.return?.()
  }
}

const plainWay = (): Way => ({
  request: plainRequest,
  agent: new Agent({ keepAlive: true, timeout: keptIdle, autoSelectFamily: true }),
  unpack,
  proxy: undefined,
})

/** Whom to trust: what Node trusts, and the certificates of SSL_CERT_FILE and REQUESTS_CA_BUNDLE. */
const trust = async (environment: Environment) => {
  const { SSL_CERT_FILE: first, REQUESTS_CA_BUNDLE: second, NODE_EXTRA_CA_CERTS: own } = environment
  if (!first && !second) return undefined
  const [{ readFile }, { createSecureContext, rootCertificates }] = await Promise.all([
    import('node:fs/promises'),
    import('node:tls'),
  ])
  // Naming authorities replaces all that Node trusts by itself, its own variable included.
  const files = new Set([first, second, own].map((path) => path ?? ''))
  const read = await Promise.allSettled([...files].map((path) => readFile(path, 'utf8')))
  const extra = read.filter((each) => each.status === 'fulfilled').map((each) => each.value)
  return extra.length === 0 ? undefined : createSecureContext({ ca: [...rootCertificates, ...extra] })
}

const secureWay = async (environment: Environment): Promise<Way> => {
  const [https, secureContext] = await Promise.all([import('node:https'), trust(environment)])
  const options = { keepAlive: true, timeout: keptIdle, autoSelectFamily: true }
  return {
    request: https.request,
    agent: new https.Agent(secureContext ? { ...options, secureContext } : options),
    unpack,
    proxy: undefined,
  }
}

const proxiedWay = async (secure: boolean, proxy: URL, environment: Environment): Promise<Way> => {
  const request = secure ? (await import('node:https')).request : plainRequest
  const secureContext = await trust(environment)
  const agent = await proxyAgent(proxy, secure, { timeout: keptIdle, secureContext })
  return { request, agent, unpack, proxy: proxy.origin }
}

/** Finds the way for an address; each is made once. */
const waysOf = (environment: Environment): { find(url: URL): Way | Promise<Way>; close(): void } => {
  const proxyOf = proxies(environment)
  const ways = new Map<string, Way | Promise<Way>>([['http:', plainWay()]])
  return {
    find(url) {
      const proxy = proxyOf(url)
      const key = proxy === undefined ? url.protocol : `${url.protocol} ${proxy.href}`
      const known = ways.get(key)
      if (known !== undefined) return known
      const secure = url.protocol === 'https:'
      const made = proxy === undefined ? secureWay(environment) : proxiedWay(secure, proxy, environment)
      ways.set(key, made)
      void made.then(
        (way) => ways.set(key, way),
        () => ways.delete(key),
      )
      return made
    },
    close() {
      for (const way of ways.values())
        void Promise.resolve(way).then(
          ({ agent }) =>
            Object.values(agent.freeSockets).forEach((idle) => idle?.forEach((socket) => socket.destroy())),
          () => {},
        )
    },
  }
}

/** HTTP over Node's own modules: kept connections, proxies of the environment, nothing that holds the process open when idle. */
export const nodeTransport = (environment: Environment): Transport => {
  const ways = waysOf(environment)
  return {
    send: (exchange) => {
      const way = ways.find(exchange.url)
      return way instanceof Promise ? way.then((found) => carry(exchange, found)) : carry(exchange, way)
    },
    close: () => ways.close(),
  }
}
