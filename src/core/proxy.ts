import type { Agent } from 'node:http'
import { BlockList, isIP, type Socket } from 'node:net'
import type { SecureContext } from 'node:tls'
import { HfnError } from './error.ts'
import { webAddress } from './exchange.ts'
import { redactUrl } from './secret.ts'

type Environment = Readonly<Record<string, string | undefined>>

const portOf = (url: URL): number => Number(url.port) || (url.protocol === 'https:' ? 443 : 80)

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')

const family = (address: string): 'ipv4' | 'ipv6' => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || (isIP(host) > 0 && loopback.check(host, family(host)))

type Rule = (host: string, port: number) => boolean

const network = (address: string, prefix: string | undefined): Rule | undefined => {
  const bits = isIP(address) === 6 ? 128 : 32
  if (prefix !== undefined && !(/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits)) return undefined
  const list = new BlockList()
  list.addSubnet(address, prefix === undefined ? bits : Number(prefix), family(address))
  return (host) => isIP(host) > 0 && list.check(host, family(host))
}

const name = (text: string): Rule => {
  const suffix = text.replace(/^\*?\./, '').replace(/\.$/, '')
  return (host) => host === suffix || host.endsWith(`.${suffix}`)
}

/** One entry: `*`, an address, a network `10.0.0.0/8`, or a name that stands for all below it; each may end in `:port`. */
const rule = (entry: string): Rule | undefined => {
  if (entry === '*') return () => true
  const [, inBrackets, plain = entry, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d{1,5}))?$/.exec(entry) ?? []
  const [address = '', prefix, ...rest] = (inBrackets ?? plain).split('/')
  if (address === '' || rest.length > 0) return undefined
  const host = isIP(address) ? network(address, prefix) : prefix === undefined ? name(address) : undefined
  return host && (port === undefined ? host : (given, dialled) => dialled === Number(port) && host(given, dialled))
}

/** Reads NO_PROXY: entries apart by commas or spaces; what cannot be read matches nothing. */
export const noProxy = (list: string): ((url: URL) => boolean) => {
  const rules = list
    .toLowerCase()
    .split(/[\s,]+/)
    .map(rule)
    .filter((each) => each !== undefined)
  return (url) => {
    const host = hostOf(url)
    return rules.some((matches) => matches(host, portOf(url)))
  }
}

const parse = (text: string): URL => {
  const url = webAddress(text.includes('://') ? text : `http://${text}`)
  if (url !== undefined) return url
  throw new HfnError('BAD_URL', `The proxy "${redactUrl(text)}" is not an http address`, {
    hint: 'Correct HTTP_PROXY, HTTPS_PROXY or ALL_PROXY, or list the address in NO_PROXY.',
  })
}

/** A function that names the proxy for an address, as HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY say it; lower case wins. */
export const proxies = (environment: Environment): ((url: URL) => URL | undefined) => {
  const read = (key: string): string => (environment[key] ?? environment[key.toUpperCase()] ?? '').trim()
  const all = read('all_proxy')
  const addresses: Readonly<Record<string, string>> = {
    'http:': read('http_proxy') || all,
    'https:': read('https_proxy') || all,
  }
  if (!addresses['http:'] && !addresses['https:']) return () => undefined
  const direct = noProxy(read('no_proxy'))
  return (url) => {
    const address = addresses[url.protocol]
    return !address || isLoopback(hostOf(url)) || direct(url) ? undefined : parse(address)
  }
}

/** What a request through a proxy adds to its options; `signal` would not reach the agent. */
export interface Abandonable {
  /** Aborts when nobody waits for the connection any more. */
  readonly abandoned?: AbortSignal | undefined
}

/** What agents of a proxy need on top: how long idle connections are kept, and whom to trust. */
export interface ProxyAgentOptions {
  readonly timeout: number
  readonly secureContext?: SecureContext | undefined
}

const agentOptions = (secureContext: SecureContext | undefined) =>
  secureContext === undefined ? { keepAlive: true } : { keepAlive: true, secureContext }

/** Binds a connection to the proxy to the signal of the request it is for: the proxy may never let it through. */
const bound = <Options extends object>(options: Options, request: object): Options =>
  'abandoned' in request ? { ...options, signal: request.abandoned } : options

const tunnelAgent = async (proxy: URL, secureContext: SecureContext | undefined): Promise<Agent> => {
  const { HttpsProxyAgent } = await import('https-proxy-agent')
  return new (class extends HttpsProxyAgent<string> {
    readonly #options = this.connectOpts
    override connect(
      ...[request, target]: Parameters<InstanceType<typeof HttpsProxyAgent<string>>['connect']>
    ): Promise<Socket> {
      this.connectOpts = bound(this.#options, target)
      return super.connect(request, target)
    }
  })(proxy, agentOptions(secureContext))
}

const forwardAgent = async (proxy: URL, secureContext: SecureContext | undefined): Promise<Agent> => {
  const { HttpProxyAgent } = await import('http-proxy-agent')
  return new (class extends HttpProxyAgent<string> {
    readonly #options = this.connectOpts
    override connect(
      ...[request, target]: Parameters<InstanceType<typeof HttpProxyAgent<string>>['connect']>
    ): Promise<Socket> {
      this.connectOpts = bound(this.#options, target)
      return super.connect(request, target)
    }
  })(proxy, agentOptions(secureContext))
}

/** An agent that goes through the proxy; requests may be `Abandonable`. */
export const proxyAgent = async (proxy: URL, secure: boolean, options: ProxyAgentOptions): Promise<Agent> => {
  const agent = await (secure ? tunnelAgent : forwardAgent)(proxy, options.secureContext)
  // What these agents are made with is for their own connections; this is for those they hand out.
  if ('options' in agent && typeof agent.options === 'object') Object.assign(agent.options ?? {}, options)
  return agent
}
