import { abortReason } from '../../core/abort.ts'
import { HfnError } from '../../core/error.ts'
import { Allowance } from '../limits/allowance.ts'
import { arrivalOf, countedAs } from '../limits/arrival.ts'
import type { Authenticate, Settings } from '../options.ts'
import { homeOf } from '../place.ts'
import { setCookies, tokenIn } from './cookies.ts'
import type { Credentials } from './credentials.ts'
import { fromPasswords } from './passwords.ts'
import { Revoked } from './revoked.ts'
import { claimsOf, newId, Signer, tokenFor, type Claims } from './tokens.ts'

/** Failed logins of one address in one minute. */
const failures = { limit: 10, window: 60_000 }
/** Milliseconds the app's own function has to decide. */
const patience = 30_000
/** Characters of a secret. */
const shortest = 32

/** Who may use the app, and who is logged in. Nothing is kept of a login: the token says all, and is signed. */
export class Logins {
  readonly #authenticate: Authenticate
  readonly #settings: Settings
  readonly #signer: Signer
  readonly #id: Promise<string>
  readonly #failures = new Allowance(failures)
  readonly #revoked = new Revoked()
  #lastIssued = 0

  /** @throws BAD_USAGE when the secret is short enough to guess */
  constructor(auth: NonNullable<Settings['auth']>, settings: Settings) {
    if (settings.authSecret !== undefined && settings.authSecret.length < shortest) {
      throw new HfnError('BAD_USAGE', `authSecret needs at least ${shortest} characters`, {
        hint: 'Make one with: openssl rand -hex 32',
      })
    }
    this.#authenticate = typeof auth === 'function' ? auth : fromPasswords(auth)
    this.#settings = settings
    this.#signer = new Signer(settings.authSecret)
    this.#id = this.#signer.signature('cookie').then((signature) => signature.slice(0, 16))
  }

  /** What the token of a request says, when it holds. */
  async claims(request: Request): Promise<Claims | undefined> {
    const token = tokenIn(request, await this.#id)
    const claims = token === undefined ? undefined : await claimsOf(this.#signer, token)
    if (claims === undefined || this.#revoked.has(claims)) return undefined
    return claims.issued + this.#settings.timings.logins > Date.now() ? claims : undefined
  }

  /**
   * The cookies of who gave the right password.
   * @throws BAD_CREDENTIALS; RATE_LIMITED after ten failures in a minute; INTERNAL when the app's own function fails
   */
  async login({ user, password }: Credentials, request: Request): Promise<readonly string[]> {
    const address = countedAs(arrivalOf(request).address)
    // Counted before it is known to fail, so that attempts made at once are not one.
    const retryAfter = this.#failures.take(address)
    if (retryAfter > 0) throw new HfnError('RATE_LIMITED', 'Too many failed logins.', { status: 429, retryAfter })
    const verdict = await this.#verdict({ user, password }, request)
    const name = verdict === true ? user : verdict
    if (typeof name !== 'string' || name === '') {
      throw new HfnError('BAD_CREDENTIALS', 'Incorrect credentials.', { status: 400 })
    }
    this.#failures.giveBack(address)
    const token = await tokenFor(this.#signer, { user: name, id: newId(), issued: this.#now() })
    return this.#cookies(request, token)
  }

  /** Ends a login, or all logins of its user; gives the cookies that remove those of the request. */
  async logout(request: Request, everywhere: boolean): Promise<readonly string[]> {
    const claims = await this.claims(request)
    if (claims !== undefined && everywhere) this.#revoked.user(claims.user, this.#now())
    else if (claims !== undefined) this.#revoked.token(claims)
    return this.#cookies(request, undefined)
  }

  async #verdict({ user, password }: Credentials, request: Request): Promise<unknown> {
    try {
      return await inTime(this.#authenticate(user, password, request))
    } catch (cause) {
      throw new HfnError('INTERNAL', 'The login failed', { status: 500, cause })
    }
  }

  async #cookies({ url }: Request, token: string | undefined): Promise<readonly string[]> {
    const { basePath, timings } = this.#settings
    return setCookies(await this.#id, token ?? '', {
      path: homeOf(url, basePath),
      lifetime: token === undefined ? 0 : Math.ceil(timings.logins / 1_000),
      secure: url.startsWith('https:'),
    })
  }

  /** Milliseconds since 1970, never the same twice: a login after a logout is a later one. */
  #now(): number {
    return (this.#lastIssued = Math.max(Date.now(), this.#lastIssued + 1))
  }
}

const inTime = async <Value>(value: Value | Promise<Value>): Promise<Value> => {
  const signal = AbortSignal.timeout(patience)
  const late = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(abortReason(signal)), { once: true })
  })
  return Promise.race([value, late])
}
