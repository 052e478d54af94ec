import { refuse } from './answer.ts'
import type { HubRequest } from './request.ts'

/** The part of a list a request asks for by `limit` and `cursor`, and the Link to the next. */
export const paged = <Item>(
  request: HubRequest,
  items: readonly Item[],
  { size }: { readonly size: number },
): { page: readonly Item[]; headers: Record<string, string> } => {
  const { hub, url } = request
  const limit = Number(request.query('limit') ?? Number.NaN)
  const most = hub.options.pageSize ?? size
  const step = Number.isInteger(limit) && limit > 0 ? Math.min(limit, most) : most
  const start = placeOf(request.query('cursor'))
  const end = start + step
  if (end >= items.length) return { page: items.slice(start), headers: {} }
  const next = new URL(url.pathname + url.search, hub.url)
  next.searchParams.set('cursor', Buffer.from(String(end)).toString('base64url'))
  return { page: items.slice(start, end), headers: { link: `<${next.href}>; rel="next"` } }
}

const placeOf = (cursor: string | undefined): number => {
  if (cursor === undefined) return 0
  const place = Number(Buffer.from(cursor, 'base64url').toString())
  if (!Number.isInteger(place) || place < 0) throw refuse(400, 'Invalid cursor')
  return place
}
