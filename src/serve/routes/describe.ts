import type { Hono } from 'hono'
import { userOf } from '../auth/user.ts'
import { configOf } from '../describe/config.ts'
import { defaultPage } from '../describe/default-page.ts'
import { infoOf } from '../describe/info.ts'
import { openapiOf } from '../describe/openapi.ts'
import { addPage } from '../page/route.ts'
import { apiRoot } from '../place.ts'
import type { Service } from '../service.ts'

/** What the app is: `/config`, `/info`, `/openapi.json`, `/app_id`, and the page for people. */
export const addDescription = (app: Hono, service: Service): void => {
  const { catalog, settings, appId } = service
  const seen = catalog.all.filter(({ visibility }) => visibility !== 'private')
  const blueprint = service.blueprint ?? defaultPage(seen.map(({ callable }) => callable))
  const rootOf = ({ url }: Request): string => apiRoot(url, settings.basePath)
  const config = (request: Request): unknown =>
    configOf(catalog, { settings, appId, blueprint, username: userOf(request) })

  app.get('/config', ({ req }) => Response.json(config(req.raw)))
  app.get('/info', ({ req }) => {
    const all = !['', '0', 'false', 'False'].includes(req.query('all_endpoints') ?? '')
    return Response.json(infoOf(catalog, { api: rootOf(req.raw), all }))
  })
  app.get('/openapi.json', ({ req }) => Response.json(openapiOf(catalog, { settings, api: rootOf(req.raw) })))
  app.get('/app_id', () => Response.json({ app_id: appId }))
  addPage(app, service, config)
}
