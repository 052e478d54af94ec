import type { Settings } from '../options.ts'

/** Nothing runs and nothing loads in a page that does not say what it needs. */
const nothing = "default-src 'none'"

const setDefault = (headers: Headers, name: string, value: string): void => {
  if (!headers.has(name)) headers.set(name, value)
}

/** Puts on an answer what keeps a browser from doing more with it than it is meant for. */
export const protect = ({ headers }: Response, { frames, origins, auth }: Settings): void => {
  headers.set('x-content-type-options', 'nosniff')
  setDefault(headers, 'cross-origin-resource-policy', origins.size === 0 ? 'same-origin' : 'cross-origin')
  if (auth !== undefined) setDefault(headers, 'cache-control', 'no-store')
  if (headers.get('content-type')?.startsWith('text/html') !== true) return
  setDefault(headers, 'referrer-policy', 'same-origin')
  setDefault(headers, 'cross-origin-opener-policy', 'same-origin')
  const policy = headers.get('content-security-policy') ?? nothing
  const rule = `frame-ancestors ${["'self'", ...frames].join(' ')}`
  headers.set('content-security-policy', policy.includes('frame-ancestors') ? policy : `${policy}; ${rule}`)
}
