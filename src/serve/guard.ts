import type { Settings } from './options.ts'

const refused = (detail: string): Response => Response.json({ detail }, { status: 403 })

/** True for a host name (with or without port) that means this computer. */
export const isLoopback = (host: string): boolean => {
  const name = host.replace(/:\d*$/, '').toLowerCase()
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(name)
}

/** Answers 403 when a server bound to this computer alone is spoken to under another name, as a rebound DNS name would. */
export const refuseHost = (request: Request): Response | undefined =>
  isLoopback(new URL(request.url).host) ? undefined : refused('This app answers to this computer only.')

const hostOf = (origin: string): string | undefined => {
  try {
    return new URL(origin).host
  } catch {
    return undefined
  }
}

/** May a page of this origin talk to the app? Its own pages may, pages of this computer may talk to an app on it, and those the options name. */
export const isAllowed = (origin: string, url: string, origins: Settings['origins']): boolean => {
  if (origins.has('*') || origins.has(origin)) return true
  const from = hostOf(origin)
  const host = new URL(url).host
  return from !== undefined && from !== '' && (from === host || (isLoopback(host) && isLoopback(from)))
}

/** What a page of an allowed origin needs to see to read the answer (CORS). */
export const corsHeaders = (origin: string): Record<string, string> => ({
  'access-control-allow-origin': origin,
  'access-control-allow-credentials': 'true',
  vary: 'origin',
})

/** Answers a page's question whether it may ask (CORS preflight). */
export const preflight = (request: Request, allowed: boolean): Response => {
  const origin = request.headers.get('origin')
  if (origin === null || !allowed) return new Response(null, { status: origin === null ? 204 : 403 })
  return new Response(null, {
    status: 204,
    headers: {
      ...corsHeaders(origin),
      'access-control-allow-methods': 'GET, HEAD, POST, OPTIONS',
      'access-control-allow-headers': request.headers.get('access-control-request-headers') ?? '*',
      'access-control-max-age': '600',
    },
  })
}

/** Answers 403 to a page that may not change anything here: a plain form needs no preflight. */
export const refuseOrigin = (request: Request, allowed: boolean): Response | undefined =>
  allowed || request.method === 'GET' || request.method === 'HEAD'
    ? undefined
    : refused('Pages of this origin may not call this app.')
