/**
 * The way to the same path with a slash at its end, from one without: addresses in the page, and the cookies of a login,
 * are relative to it.
 */
export const withSlash = ({ url }: Request): Response | undefined => {
  const { pathname, search } = new URL(url)
  if (pathname.endsWith('/')) return undefined
  const location = `${pathname.slice(pathname.lastIndexOf('/') + 1)}/${search}`
  return new Response(null, { status: 308, headers: { location } })
}
