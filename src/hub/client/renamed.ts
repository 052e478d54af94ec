import type { Answer } from '../../core/http.ts'
import { oneLine } from '../../core/secret.ts'

const repo = /^(model|dataset|space) (\S+)$/
const route = /^\/(?:api\/(?:resolve-cache\/)?)?(?:(model|dataset|space)s\/)?([^/]+\/[^/]+)/

/** The name that the repo of a request has now, when the Hub led there from another. */
export const newName = (about: string | undefined, answer: Answer, endpoint: string): string | undefined => {
  const [, type, id = ''] = repo.exec(about ?? '') ?? []
  if (type === undefined || !answer.ok || !answer.url.startsWith(`${endpoint}/`)) return undefined
  const path = new URL(answer.url).pathname.slice(new URL(endpoint).pathname.replace(/\/$/, '').length)
  const [, kind = 'model', name] = route.exec(path) ?? []
  const stays = kind !== type || `${path}/`.includes(`/${id}/`)
  return stays || name === undefined ? undefined : oneLine(name, 96)
}
