import { json, type HubAnswer } from '../../answer.ts'
import { commitOf, repoOf } from '../../access.ts'
import type { HubRequest } from '../../request.ts'
import type { Route } from '../../router.ts'
import { changedRepo } from '../write/permission.ts'
import { downloadRoutes } from './download.ts'
import { accessHeaders, accessOf, type Scope } from './token.ts'
import { uploadRoutes } from './upload.ts'

const answer = ({ hub }: HubRequest, scope: Scope): HubAnswer => {
  const access = accessOf(hub, scope)
  return json(access, 200, accessHeaders(access))
}

function readToken(request: HubRequest): HubAnswer {
  commitOf(request, repoOf(request, 'files'))
  return answer(request, 'read')
}

/** The revision is not looked at: that of a pull request is not known before. */
function writeToken(request: HubRequest): HubAnswer {
  changedRepo(request)
  return answer(request, 'write')
}

/** Xet's tokens, on the Hub, and Xet's storage, beside the CDN. */
export const xetRoutes: readonly Route[] = [
  { method: 'GET', pattern: '/api/:types/:id/xet-read-token/:revision', handle: readToken },
  { method: 'GET', pattern: '/api/:types/:id/xet-write-token/:revision', handle: writeToken },
  ...downloadRoutes,
  ...uploadRoutes,
]
