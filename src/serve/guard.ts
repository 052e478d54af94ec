import { arrivalOf } from './limits/arrival.ts'
import type { Settings } from './options.ts'

const refused = (detail: string): Response => Response.json({ detail, code: 'FORBIDDEN' }, { status: 403 })

/** True for a host name (with or without port) that means this computer. */
export const isLoopback = (host: string): boolean => {
  const name = host.replace(/:\d{0,5}$/, '').toLowerCase()
  return name === '[::1]' || name === 'localhost' || name.endsWith('.localhost') || /^127(\.\d{1,3}){3}$/.test(name)
}

/**
 * Answers 403 when a port of this computer alone is spoken to under another name, as a rebound DNS name would; a proxy that
 * is trusted decides itself under which names it is reached.
 */
export const refuseHost = (request: Request, { trustProxy }: Pick<Settings, 'trustProxy'>): Response | undefined => {
  if (trustProxy || !arrivalOf(request).local) return undefined
  const named = new URL(request.url).host
  return isLoopback(named) && isLoopback(request.headers.get('host') ?? named)
    ? undefined
    : refused('This app answers to this computer only.')
}

/**
 * What a page may do here. `own`: all, because it is ours, or no page asks at all; `named`: all, the options say so;
 * `anyone`: what needs no login; `none`: nothing.
 */
export type Permission = 'own' | 'named' | 'anyone' | 'none'

const addressOf = (origin: string): URL | undefined => {
  try {
    return new URL(origin)
  } catch {
    return undefined
  }
}

/** The same host and port; a proxy may have taken the encryption off, but none puts it on. */
const isSame = (origin: string, address: URL): boolean => {
  const from = addressOf(origin)
  return from?.host === address.host && (from.protocol === address.protocol || from.protocol === 'https:')
}

/** What the page that sent a request may do; other ports of the same host are other pages, and `null` has to be named. */
export const permissionOf = ({ headers, url }: Request, origins: Settings['origins']): Permission => {
  const origin = headers.get('origin')
  if (origin === null) return 'own'
  // Any site can send `null` from a frame of its own making.
  if (origins.has(origin)) return origin === 'null' ? 'anyone' : 'named'
  if (isSame(origin, new URL(url))) return 'own'
  return origins.has('*') && origin !== 'null' ? 'anyone' : 'none'
}

/** Answers 403 to a page that may not change anything here: a plain form needs no preflight. */
export const refuseOrigin = ({ method }: Request, permission: Permission): Response | undefined =>
  permission !== 'none' || method === 'GET' || method === 'HEAD'
    ? undefined
    : refused('Pages of this origin may not call this app; its options can name it, or the proxy in front.')

/** What a page needs to see to read the answer (CORS); undefined for one that may not. */
export const corsHeaders = ({ headers }: Request, permission: Permission): Record<string, string> | undefined => {
  const origin = headers.get('origin')
  if (origin === null || permission === 'none') return undefined
  return {
    'access-control-allow-origin': origin,
    // Clients of Gradio 4 send credentials with everything; from `anyone` they do not count.
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': 'retry-after, content-disposition',
  }
}

/** Answers a page's question whether it may ask (CORS preflight). */
export const preflight = (request: Request, permission: Permission): Response => {
  const cors = corsHeaders(request, permission)
  if (cors === undefined) return new Response(null, { status: permission === 'none' ? 403 : 204 })
  return new Response(null, {
    status: 204,
    headers: {
      ...cors,
      'access-control-allow-methods': 'GET, HEAD, POST, OPTIONS',
      'access-control-allow-headers': request.headers.get('access-control-request-headers') ?? '*',
      'access-control-max-age': '600',
      vary: 'origin',
    },
  })
}
