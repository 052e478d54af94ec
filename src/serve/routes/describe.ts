import type { Hono } from 'hono'
import { configOf } from '../describe/config.ts'
import { infoOf } from '../describe/info.ts'
import { pageOf } from '../describe/page.ts'
import type { Service } from '../service.ts'

/** What the app is: `/config`, `/info`, `/app_id` and a page for people. */
export const addDescription = (app: Hono, { catalog, settings, appId }: Service): void => {
  app.get('/config', () => Response.json(configOf(catalog, { settings, appId })))
  app.get('/info', () => Response.json(infoOf(catalog)))
  app.get('/app_id', () => Response.json({ app_id: appId }))
  app.get('/', () => pageOf(catalog, settings.title))
}
