import type { Answer } from '../../core/http.ts'
import { oneLine } from '../../core/secret.ts'

const repo = /^(model|dataset|space) (\S+)$/
const route = /^\/(?:api\/(?:resolve-cache\/)?)?(?:(model|dataset|space)s\/)?([^/]+\/[^/]+)/

/** What was asked: an address, and what it was about. */
interface Asked {
  readonly url: string
  readonly about: string | undefined
}

/** The name that the repo of a request has now, when the Hub led there from an address with another. */
export const newName = ({ url, about }: Asked, answer: Answer, endpoint: string): string | undefined => {
  const [, type, id = ''] = repo.exec(about ?? '') ?? []
  if (type === undefined || !answer.ok || !answer.url.startsWith(`${endpoint}/`)) return undefined
  // Routes such as /api/repos/create are about a repo that they do not name.
  if (url === answer.url || !`${new URL(url).pathname}/`.includes(`/${id}/`)) return undefined
  const path = new URL(answer.url).pathname.slice(new URL(endpoint).pathname.replace(/\/$/, '').length)
  const [, kind = 'model', name] = route.exec(path) ?? []
  const stays = kind !== type || `${path}/`.includes(`/${id}/`)
  return stays || name === undefined ? undefined : oneLine(name, 96)
}
