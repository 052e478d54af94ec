import type { Route } from '../router.ts'
import { accountRoutes } from './account.ts'
import { cdnRoutes } from './cdn.ts'
import { endpointRoutes } from './endpoints/index.ts'
import { fileRoutes } from './files.ts'
import { historyRoutes } from './history.ts'
import { infoRoutes } from './info.ts'
import { jobRoutes } from './jobs.ts'
import { listRoutes } from './lists.ts'
import { metaRoutes } from './meta.ts'
import { oauthRoutes } from './oauth.ts'
import { pathsInfoRoutes } from './paths-info.ts'
import { spaceRoutes } from './spaces/index.ts'
import { treeRoutes } from './tree.ts'
import { writeRoutes } from './write/index.ts'
import { xetRoutes } from './xet/index.ts'

/** Everything the fake Hub answers; the first route that fits is taken. */
export const routes: readonly Route[] = [
  ...metaRoutes,
  ...accountRoutes,
  ...oauthRoutes,
  ...listRoutes,
  ...spaceRoutes,
  ...treeRoutes,
  ...pathsInfoRoutes,
  ...historyRoutes,
  ...writeRoutes,
  ...xetRoutes,
  ...infoRoutes,
  ...endpointRoutes,
  ...jobRoutes,
  ...cdnRoutes,
  ...fileRoutes,
]
