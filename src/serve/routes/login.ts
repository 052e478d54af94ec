import type { Context, Hono } from 'hono'
import { HfnError } from '../../core/error.ts'
import { readCredentials } from '../auth/credentials.ts'
import { loginPage } from '../auth/login-page.ts'
import type { Logins } from '../auth/logins.ts'
import { userOf } from '../auth/user.ts'
import { failureResponse } from '../failure.ts'
import { tooMany } from '../limits/too-many.ts'
import type { Settings } from '../options.ts'
import { homeOf } from '../place.ts'

const fromForm = ({ headers }: Request): boolean => headers.get('accept')?.includes('text/html') === true

const withCookies = (cookies: readonly string[]): Headers =>
  new Headers(cookies.map((cookie): [string, string] => ['set-cookie', cookie]))

const redirect = (location: string, status: 302 | 303, headers = new Headers()): Response => {
  headers.set('location', location)
  return new Response(null, { status, headers })
}

const refusal = (error: unknown): Response => {
  const { retryAfter } = HfnError.is(error) ? error.details : {}
  return HfnError.is(error) && retryAfter !== undefined ? tooMany(retryAfter, error.message) : failureResponse(error)
}

/** Logging in and out. From a form it leads to a page, else the answer is JSON. */
export const addLogin = (app: Hono, settings: Settings, logins: Logins | undefined): void => {
  const home = ({ url }: Request): string => homeOf(url, settings.basePath) + new URL(url).search

  app.get('/login', ({ req: { raw: request } }) =>
    logins === undefined || userOf(request) !== undefined ? redirect(home(request), 302) : loginPage(settings),
  )

  const login = async ({ req: { raw: request } }: Context): Promise<Response> => {
    if (logins === undefined) return redirect(home(request), 302)
    try {
      const headers = withCookies(await logins.login(await readCredentials(request), request))
      return fromForm(request) ? redirect(home(request), 303, headers) : Response.json({ success: true }, { headers })
    } catch (error) {
      const response = refusal(error)
      if (response.status >= 500) settings.onError(error, 'login')
      if (!fromForm(request)) return response
      const { status } = response
      const failure = HfnError.is(error) && status < 500 ? error.message : 'Logging in failed; try again later.'
      const page = await loginPage(settings, { failure, status })
      const wait = response.headers.get('retry-after')
      if (wait !== null) page.headers.set('retry-after', wait)
      return page
    }
  }
  app.post('/login', login)
  if (logins !== undefined) app.post('/', login)

  app.get('/logout', async ({ req }) => {
    const { raw: request } = req
    if (logins === undefined) return redirect(home(request), 302)
    // An image on another site is no wish to leave.
    if (!['same-origin', 'none'].includes(request.headers.get('sec-fetch-site') ?? 'none')) {
      return new Response(null, { status: 403 })
    }
    const everywhere = req.query('all_session')?.toLowerCase() !== 'false'
    return redirect(homeOf(request.url, settings.basePath), 302, withCookies(await logins.logout(request, everywhere)))
  })
}
