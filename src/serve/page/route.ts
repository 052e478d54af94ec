import type { Hono } from 'hono'
import type { Service } from '../service.ts'
import { assetResponse } from './asset.ts'
import type { BuiltPage } from './built.ts'
import { builtPage } from './built-page.ts'
import { notFound } from '../failure.ts'
import { listOf } from './list.ts'
import { pageHeaders } from './policy.ts'
import { ReadyPages } from './ready-pages.ts'
import { pageShell, plainShell } from './shell.ts'
import { withSlash } from './with-slash.ts'

/** The page for people, and its files. */
export const addPage = (
  app: Hono,
  { catalog, settings }: Pick<Service, 'catalog' | 'settings'>,
  config: (request: Request) => unknown,
): void => {
  const page = async (): Promise<BuiltPage | undefined> =>
    settings.page === false ? undefined : (settings.page ?? (await builtPage()))
  const ready = new ReadyPages()

  app.get('/', async ({ req: { raw: request } }) => {
    const redirect = withSlash(request)
    if (redirect !== undefined) return redirect
    const built = await page()
    const { body, headers } = await ready.answer(request, () => {
      const parts = { title: settings.title, list: listOf(catalog) }
      return built === undefined ? plainShell(parts) : pageShell(parts, built, config(request))
    })
    const policy = { frames: settings.frames, style: built?.style.sha256 }
    return new Response(body, { headers: { ...pageHeaders(policy), ...headers } })
  })

  app.get('/assets/:name', async ({ req }) => {
    const built = await page()
    return built === undefined ? notFound() : assetResponse(built, req.param('name'), req.raw)
  })
}
