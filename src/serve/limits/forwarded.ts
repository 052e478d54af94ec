import { withoutSlash } from '../place.ts'
import { isDirect, markDirect } from '../stream/direct.ts'
import { arrivalOf, setArrival } from './arrival.ts'

const safeHost = /^[\w.-]{1,253}(:\d{1,5})?$|^\[[\da-f:.]{2,45}\](:\d{1,5})?$/i
const safePrefix = /^\/[\w.~/-]{0,256}$/

const entries = (headers: Headers, name: string): readonly string[] =>
  (headers.get(name) ?? '').split(',').map((entry) => entry.trim())

/** The address the caller used, as `X-Forwarded-Host`, `-Proto` and `-Prefix` tell; undefined when they tell nothing new. */
export const forwardedUrl = ({ url, headers }: Pick<Request, 'url' | 'headers'>): string | undefined => {
  const seen = new URL(url)
  const [host = ''] = entries(headers, 'x-forwarded-host')
  const [proto = ''] = entries(headers, 'x-forwarded-proto')
  const prefix = withoutSlash(headers.get('x-forwarded-prefix') ?? '')
  if (safeHost.test(host)) {
    // A host without a port means the usual one, not that of ours behind the proxy.
    seen.port = ''
    seen.host = host
  }
  if (proto === 'https' || proto === 'http') seen.protocol = `${proto}:`
  const isNew = safePrefix.test(prefix) && !prefix.startsWith('//') && !`${seen.pathname}/`.startsWith(`${prefix}/`)
  if (isNew) seen.pathname = prefix + seen.pathname
  return seen.href === url ? undefined : seen.href
}

/** The request as the caller sent it to the proxy in front of us: its address, and where it comes from. */
export const forwarded = (request: Request): Request => {
  const url = forwardedUrl(request)
  const { method, headers, signal } = request
  const withBody = url !== undefined && method !== 'GET' && method !== 'HEAD'
  const body = withBody ? request.body : null
  const seen =
    url === undefined ? request : new Request(url, { method, headers, signal, body, ...(body && { duplex: 'half' }) })
  if (isDirect(request)) markDirect(seen)
  const arrival = arrivalOf(request)
  // The last one is what our proxy saw; all before it is what the caller says.
  setArrival(seen, { ...arrival, address: entries(headers, 'x-forwarded-for').at(-1) || arrival.address })
  return seen
}
