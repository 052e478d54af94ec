import { repoOf } from '../access.ts'
import { json, text } from '../answer.ts'
import type { Route } from '../router.ts'

export const metaRoutes: readonly Route[] = [
  { method: 'GET', pattern: '/api/agent-harnesses', handle: () => json({ standardEnvVars: [], harnesses: {} }) },
  {
    method: 'GET',
    pattern: '/api/:types/:id/auth-check',
    handle: (request) => {
      repoOf(request, 'files')
      return text('OK')
    },
  },
]
