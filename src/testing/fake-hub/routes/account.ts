import { isMember, signedIn } from '../access.ts'
import { json, refuse, type HubAnswer } from '../answer.ts'
import { sha1 } from '../blob.ts'
import type { FakeRepoType, FakeUser } from '../contract.ts'
import { paged } from '../paging.ts'
import { usedStorage } from '../properties.ts'
import type { HubRequest } from '../request.ts'
import type { Route } from '../router.ts'

const repoTypes = ['model', 'dataset', 'space'] as const

/** An id as the Hub's database makes them: 24 hexadecimal digits. */
const idOf = (name: string): string => sha1(name).slice(0, 24)

const organization = (name: string): object => ({
  type: 'org',
  id: idOf(name),
  name,
  fullname: name,
  email: null,
  canPay: false,
  periodEnd: null,
  isEnterprise: false,
  avatarUrl: `/avatars/${idOf(name)}.svg`,
  roleInOrg: 'admin',
})

const whoami = (request: HubRequest): HubAnswer => {
  const user = signedIn(request)
  return json({
    type: 'user',
    id: idOf(user.name),
    name: user.name,
    fullname: user.name,
    email: `${user.name}@example.com`,
    emailVerified: true,
    canPay: false,
    periodEnd: null,
    isPro: user.isPro ?? false,
    avatarUrl: `/avatars/${idOf(user.name)}.svg`,
    orgs: (user.organizations ?? []).map(organization),
    auth: authOf(user, request.headers.authorization === `Bearer ${user.token}`),
  })
}

/** What kind of token it is: a login by code has neither name nor role (`AuthType` and `AuthInfo` of `@huggingface/hub`). */
const authOf = (user: FakeUser, isOwn: boolean): object =>
  isOwn
    ? {
        type: 'access_token',
        accessToken: {
          displayName: user.tokenName ?? `${user.name}-token`,
          role: user.role ?? 'write',
          createdAt: '2026-01-01T00:00:00.000Z',
        },
      }
    : { type: 'app_token_as_user' }

/** What is said of users and organizations alike. */
const profile = ({ hub }: HubRequest, name: string): object => {
  const count = (type: FakeRepoType): number =>
    hub.store.all(type).filter((repo) => repo.namespace === name && repo.about.private !== true).length
  return {
    _id: idOf(name),
    fullname: name,
    avatarUrl: `/avatars/${idOf(name)}.svg`,
    numModels: count('model'),
    numDatasets: count('dataset'),
    numSpaces: count('space'),
    numFollowers: 0,
  }
}

const userOverview = (request: HubRequest): HubAnswer => {
  const name = request.part('name')
  const user = request.hub.users.find((one) => one.name === name)
  if (user === undefined) throw refuse(404, 'This user does not exist')
  const orgs = (user.organizations ?? []).map(organization)
  return json({ ...profile(request, name), type: 'user', user: name, isPro: user.isPro ?? false, orgs })
}

const organizationOverview = (request: HubRequest): HubAnswer => {
  const name = request.part('name')
  const members = request.hub.users.filter(({ organizations = [] }) => organizations.includes(name))
  if (members.length === 0) throw refuse(404, 'This organization does not exist')
  return json({ ...profile(request, name), type: 'org', name, isVerified: false, numUsers: members.length })
}

/** All repos of a name and what they take up. */
const repositories = (request: HubRequest): HubAnswer => {
  const user = signedIn(request)
  const namespace = request.parameters['name'] ?? user.name
  if (!isMember(user, namespace)) throw refuse(403, 'Forbidden')
  const own = repoTypes.flatMap((type) => request.hub.store.all(type)).filter((repo) => repo.namespace === namespace)
  const { page, headers } = paged(request, own, { size: 1_000 })
  const described = page.map((repo) => ({
    id: repo.id,
    type: repo.type,
    updatedAt: repo.lastModified,
    visibility: repo.about.private === true ? 'private' : 'public',
    storage: usedStorage(repo),
    storagePercent: 0,
  }))
  return json(described, 200, headers)
}

export const accountRoutes: readonly Route[] = [
  { method: 'GET', pattern: '/api/whoami-v2', handle: whoami },
  { method: 'GET', pattern: '/api/users/:name/overview', handle: userOverview },
  { method: 'GET', pattern: '/api/organizations/:name/overview', handle: organizationOverview },
  { method: 'GET', pattern: '/api/settings/repositories', handle: repositories },
  { method: 'GET', pattern: '/api/organizations/:name/settings/repositories', handle: repositories },
]
