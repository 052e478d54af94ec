import type { Hono } from 'hono'
import { userOf } from '../auth/user.ts'

/** Who is logged in. The token of a login is never told: no script has to know it. */
export const addUser = (app: Hono): void => {
  app.get('/user', ({ req }) => Response.json(userOf(req.raw) ?? null))
  app.get('/login_check', () => Response.json(null))
  app.get('/token', ({ req }) => Response.json({ token: null, user: userOf(req.raw) ?? null }))
}
