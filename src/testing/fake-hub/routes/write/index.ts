import type { Route } from '../../router.ts'
import { cardRoutes } from './card.ts'
import { commitRoutes } from './commit.ts'
import { lfsRoutes } from './lfs.ts'
import { lfsStoreRoutes } from './lfs-store.ts'
import { preuploadRoutes } from './preupload.ts'
import { pullRequestRoutes } from './pull-requests.ts'
import { refRoutes } from './refs.ts'
import { repoRoutes } from './repos.ts'

/** Everything that changes a repo, but for Xet's storage. */
export const writeRoutes: readonly Route[] = [
  ...cardRoutes,
  ...repoRoutes,
  ...preuploadRoutes,
  ...lfsRoutes,
  ...lfsStoreRoutes,
  ...commitRoutes,
  ...refRoutes,
  ...pullRequestRoutes,
]
