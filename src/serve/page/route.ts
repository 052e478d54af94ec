import type { Hono } from 'hono'
import type { Service } from '../service.ts'
import { assetResponse } from './asset.ts'
import { builtPage, type BuiltPage } from './built.ts'
import { notFound } from '../failure.ts'
import { listOf } from './list.ts'
import { pageHeaders } from './policy.ts'
import { pageShell, plainShell } from './shell.ts'

/** The addresses in the page are relative to a path that ends with a slash. */
const withSlash = ({ url }: Request): Response | undefined => {
  const { pathname, search } = new URL(url)
  if (pathname.endsWith('/')) return undefined
  const location = `${pathname.slice(pathname.lastIndexOf('/') + 1)}/${search}`
  return new Response(null, { status: 308, headers: { location } })
}

/** The page for people, and its files. */
export const addPage = (
  app: Hono,
  { catalog, settings }: Pick<Service, 'catalog' | 'settings'>,
  config: (request: Request) => unknown,
): void => {
  const page = async (): Promise<BuiltPage | undefined> =>
    settings.page === false ? undefined : (settings.page ?? (await builtPage()))

  app.get('/', async ({ req: { raw: request } }) => {
    const redirect = withSlash(request)
    if (redirect !== undefined) return redirect
    const built = await page()
    const parts = { title: settings.title, list: listOf(catalog) }
    const html = built === undefined ? plainShell(parts) : pageShell(parts, built, config(request))
    return new Response(html, { headers: pageHeaders(settings.frames) })
  })

  app.get('/assets/:name', async ({ req }) => {
    const built = await page()
    return built === undefined ? notFound() : assetResponse(built, req.param('name'), req.raw)
  })
}
