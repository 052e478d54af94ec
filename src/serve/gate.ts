import { Logins } from './auth/logins.ts'
import { loginPage } from './auth/login-page.ts'
import { withSlash } from './page/with-slash.ts'
import { setUser } from './auth/user.ts'
import { corsHeaders, permissionOf, preflight, refuseHost, refuseOrigin, type Permission } from './guard.ts'
import { protect } from './limits/answer-headers.ts'
import { checkOrigins } from './limits/check-origins.ts'
import { forwarded } from './limits/forwarded.ts'
import { rateLimit, type RateLimit } from './limits/rate.ts'
import type { Settings } from './options.ts'
import { placeOf } from './place.ts'

type Answer = (request: Request) => Response | Promise<Response>

const methods = new Set(['GET', 'HEAD', 'POST', 'OPTIONS'])
/** Routes that need no login: they check the login themselves. */
const open = new Set(['GET /login', 'POST /login', 'POST /', 'GET /logout'])
/** Routes that stream; there is nothing to say of them but what they stream. */
const streams = new Set(['queue', 'call', 'heartbeat', 'upload_progress'])

const notAllowed = (allowed: readonly string[]): Response =>
  new Response(null, { status: 405, headers: { allow: allowed.join(', ') } })

/** Stands before all routes: who asks, from which page, how often, and what a browser may do with the answer. */
export class Gate {
  /** Undefined where nobody has to log in. */
  readonly logins: Logins | undefined
  readonly #settings: Settings
  readonly #rateLimit: RateLimit

  /** @throws BAD_USAGE for origins, frames or a secret that cannot be right */
  constructor(settings: Settings) {
    checkOrigins(settings)
    this.#settings = settings
    this.logins = settings.auth === undefined ? undefined : new Logins(settings.auth, settings)
    this.#rateLimit = rateLimit(settings.rateLimit)
  }

  /** Answers itself what may not go on; gives the rest to `answer`, with its user set. */
  async pass(arrived: Request, answer: Answer): Promise<Response> {
    const settings = this.#settings
    if (!methods.has(arrived.method)) return notAllowed([...methods])
    const request = settings.trustProxy ? forwarded(arrived) : arrived
    const permission = permissionOf(request, settings.origins)
    const refused = refuseHost(request, settings)
    if (refused === undefined && request.method === 'OPTIONS') return preflight(request, permission)
    const response = refused ?? refuseOrigin(request, permission) ?? (await this.#admit(request, permission, answer))
    protect(response, settings)
    const cors = corsHeaders(request, permission)
    for (const [name, value] of Object.entries(cors ?? {})) response.headers.set(name, value)
    if (cors !== undefined || settings.origins.size > 0) response.headers.append('vary', 'origin')
    return response
  }

  async #admit(request: Request, permission: Permission, answer: Answer): Promise<Response> {
    const { route } = placeOf(request.url, this.#settings.basePath)
    if (request.method === 'HEAD' && streams.has(route.split('/', 2)[1] ?? '')) {
      return notAllowed(['GET', 'POST'])
    }
    return (
      (await this.#authenticate(request, permission, route)) ??
      this.#rateLimit(request, route) ??
      (await answer(request))
    )
  }

  async #authenticate(request: Request, permission: Permission, route: string): Promise<Response | undefined> {
    if (this.logins === undefined) return undefined
    // A page that nobody named must neither act as the visitor who happens to be logged in, nor log in as somebody else.
    const trusted = permission !== 'anyone'
    const claims = trusted ? await this.logins.claims(request) : undefined
    if (claims !== undefined) setUser(request, claims.user)
    if (claims !== undefined || (trusted && open.has(`${request.method} ${route}`))) return undefined
    if (route === '/' && request.method !== 'POST') return withSlash(request) ?? loginPage(this.#settings)
    const error = { error: 'Not authenticated', auth_message: this.#settings.authMessage ?? null }
    return Response.json({ detail: error }, { status: 401 })
  }
}
