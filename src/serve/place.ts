/** Where a request points. */
export interface Place {
  /** Path the app is mounted under, without a slash at its end. */
  readonly base: string
  /** The app's own route: no base, no `/gradio_api`, no slash at its end; files as `/file/…`. */
  readonly route: string
}

/** First segments of the app's routes (gradio/routes.py; `assets` and `hfn` are our own). */
const roots = new Set([
  'config',
  'info',
  'app_id',
  'queue',
  'call',
  'run',
  'api',
  'cancel',
  'reset',
  'heartbeat',
  'upload',
  'upload_progress',
  'file',
  'assets',
  'hfn',
  'login',
  'logout',
  'user',
  'login_check',
  'token',
  'openapi.json',
])

/** Path before the API routes since Gradio 5; older clients leave it out. */
export const apiPrefix = '/gradio_api'

const pathOf = (url: string): string => {
  const start = url.indexOf('/', url.indexOf('://') + 3)
  if (start < 0) return '/'
  const end = url.slice(start).search(/[?#]/)
  return end < 0 ? url.slice(start) : url.slice(start, start + end)
}

/** The path without slashes at its end; no regular expression, because paths are as long as strangers like. */
export const withoutSlash = (path: string): string => {
  let end = path.length
  while (path[end - 1] === '/') end -= 1
  return path.slice(0, end)
}

const isRoot = (segment: string): boolean =>
  roots.has(segment) || segment.startsWith('file=') || segment.startsWith('proxy=')

/** Splits a request's URL; without a `basePath`, all before the first segment that is a route of ours is the base. */
export const placeOf = (url: string, basePath?: string): Place => {
  const path = pathOf(url)
  if (basePath !== undefined && path !== basePath && !path.startsWith(`${basePath}/`)) return { base: '', route: '' }
  const segments = path.slice(basePath?.length ?? 0).split('/')
  const at = segments.findIndex((segment) => segment === apiPrefix.slice(1) || isRoot(segment))
  const base = (basePath ?? '') + withoutSlash(segments.slice(0, Math.max(at, 0)).join('/'))
  if (at < 0) return { base, route: path.endsWith('/') || path === basePath ? '/' : '' }
  const own = segments.slice(segments[at] === apiPrefix.slice(1) ? at + 1 : at).join('/')
  if (own.startsWith('file=')) return { base, route: `/file/${own.slice(5)}` }
  return { base, route: `/${withoutSlash(own)}` }
}

/** The address of the API as the caller of this request sees it, without a slash at its end. */
export const apiRoot = (url: string, basePath?: string): string =>
  new URL(url).origin + placeOf(url, basePath).base + apiPrefix

/**
 * Path of the app's page: exactly one slash at its beginning and one at its end, so that it never names another host,
 * whatever a stranger's address looks like.
 */
export const homeOf = (url: string, basePath?: string): string => {
  const { base, route } = placeOf(url, basePath)
  const segments = (route === '/' ? pathOf(url) : base).split(/[/\\]/).filter((segment) => segment !== '')
  return segments.length === 0 ? '/' : `/${segments.join('/')}/`
}
