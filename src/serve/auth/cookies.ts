export interface CookieOptions {
  /** Path the app is mounted under. */
  readonly path: string
  /** Seconds; 0 removes it. */
  readonly lifetime: number
  /** The connection is encrypted. */
  readonly secure: boolean
}

/**
 * The two cookies Gradio's clients expect (gradio/routes.py): the first for pages inside frames of other sites, which
 * needs HTTPS; the second for where there is none. No script can read either.
 */
export const setCookies = (id: string, token: string, { path, lifetime, secure }: CookieOptions): readonly string[] => {
  // Two characters a path may have and an attribute may not.
  const own = path.replaceAll(';', '%3B').replaceAll(',', '%2C')
  const common = `Path=${own}; Max-Age=${lifetime}; HttpOnly`
  return [
    `${secureName(id)}=${token}; ${common}; SameSite=None; Secure`,
    `${plainName(id)}=${token}; ${common}; SameSite=Lax${secure ? '; Secure' : ''}`,
  ]
}

const secureName = (id: string): string => `access-token-${id}`
const plainName = (id: string): string => `access-token-unsecure-${id}`

/** The token a request carries, in either cookie. */
export const tokenIn = ({ headers }: Request, id: string): string | undefined => {
  const cookies = (headers.get('cookie') ?? '').split(';').map((cookie) => cookie.trim())
  for (const name of [secureName(id), plainName(id)]) {
    const found = cookies.find((cookie) => cookie.startsWith(`${name}=`))
    if (found !== undefined) return found.slice(name.length + 1)
  }
  return undefined
}
