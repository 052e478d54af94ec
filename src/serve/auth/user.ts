const users = new WeakMap<Request, string>()

/** The name of who is logged in; undefined where nobody has to be. */
export const userOf = (request: Request): string | undefined => users.get(request)

/** Called by the gate alone, before any route sees the request. */
export const setUser = (request: Request, user: string): void => {
  users.set(request, user)
}

/**
 * What a session is called inside: under each user's name apart, so that nobody reads, joins or stops what another
 * user's session of the same name does.
 */
export const sessionKey = (request: Request, session: string): string => {
  const user = userOf(request)
  return user === undefined ? session : JSON.stringify([user, session])
}
