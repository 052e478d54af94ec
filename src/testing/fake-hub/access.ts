import { Refusal, failure, redirect, refuse } from './answer.ts'
import type { FakeRepoType, FakeUser } from './contract.ts'
import type { Hub } from './hub.ts'
import type { Commit, Repo } from './repo.ts'
import type { HubRequest } from './request.ts'

const types: Readonly<Record<string, FakeRepoType>> = { models: 'model', datasets: 'dataset', spaces: 'space' }

/** The type of repo a path speaks of, by its `:types` or `:kind?`. */
export const typeOf = ({ parameters }: HubRequest): FakeRepoType =>
  types[parameters['types'] ?? parameters['kind'] ?? 'models'] ?? 'model'

/** May this user see what is private, and change what is not theirs alone? */
export const isMember = (user: FakeUser | undefined, namespace: string): boolean =>
  user !== undefined && (user.name === namespace || (user.organizations ?? []).includes(namespace))

const anonymous = 'Invalid username or password.'
const badToken = 'Invalid credentials in Authorization header'

/** Whose token a request has; refused when nobody's. */
export const userOf = (hub: Hub, authorization: string | undefined): FakeUser | undefined => {
  if (authorization === undefined) return undefined
  const token = /^Bearer (.+)$/i.exec(authorization)?.[1]
  const user = hub.tokens.get(token ?? '')
  if (user === undefined) throw refuse(401, badToken)
  return user
}

/** The user of a request that needs one. */
export const signedIn = ({ user }: HubRequest): FakeUser => {
  if (user === undefined) throw refuse(401, anonymous)
  return user
}

/** The user, who may write below this name. */
export const writer = (request: HubRequest, namespace: string): FakeUser => {
  const user = signedIn(request)
  if (user.role === 'read') {
    throw refuse(403, 'Forbidden: you must use a write token to upload to a repository.')
  }
  if (!isMember(user, namespace)) {
    throw refuse(403, `You don't have the rights to write under the namespace "${namespace}"`)
  }
  return user
}

/** Nobody is told whether a repo they may not see is there. */
const missing = (user: FakeUser | undefined): Refusal =>
  user === undefined
    ? refuse(401, anonymous, { code: 'RepoNotFound' })
    : refuse(404, 'Repository not found', { code: 'RepoNotFound' })

const gate = (repo: Repo, user: FakeUser | undefined): void => {
  const { gated } = repo.about
  if (gated === undefined || isMember(user, repo.namespace) || user?.granted?.includes(repo.id) === true) return
  const what = `Access to ${repo.type} ${repo.id} is restricted`
  if (user === undefined) {
    const message = `${what}. You must have access to it and be authenticated to access it. Please log in.`
    throw refuse(401, message, { code: 'GatedRepo' })
  }
  const message = `${what} and you are not in the authorized list. Visit the page of ${repo.id} to ask for access.`
  throw refuse(403, message, { code: 'GatedRepo' })
}

/** What a request wants of a repo: to know of it, to read its files, or to change it. */
export type Need = 'see' | 'files' | 'write'

/** The repo of this id; refused, or redirected, as the Hub does. */
export const repoNamed = (
  request: HubRequest,
  { type, id, need }: { readonly type: FakeRepoType; readonly id: string; readonly need: Need },
): Repo => {
  const { hub, user, url } = request
  const found = hub.store.find(type, id)
  if (found === undefined) throw missing(user)
  if ('movedTo' in found) {
    const path = url.pathname.replace(`/${id}`, `/${found.movedTo}`)
    throw new Refusal(redirect(307, `${hub.url}${path}${url.search}`))
  }
  const { repo } = found
  if (repo.about.private === true && !isMember(user, repo.namespace)) throw missing(user)
  if (repo.about.disabled === true) throw new Refusal(failure(403, 'Access to this resource is disabled.'))
  if (need === 'files') gate(repo, user)
  if (need === 'write') writer(request, repo.namespace)
  return repo
}

/** The repo a request's path names. */
export const repoOf = (request: HubRequest, need: Need): Repo =>
  repoNamed(request, { type: typeOf(request), id: request.part('id'), need })

/** The commit a request's path names, default the main branch's. */
export const commitOf = ({ parameters }: HubRequest, repo: Repo): Commit => {
  const revision = parameters['revision'] ?? 'main'
  const commit = repo.find(revision)
  if (commit === undefined) throw refuse(404, `Invalid rev id: ${revision}`, { code: 'RevisionNotFound' })
  return commit
}
