import type { Route } from '../../router.ts'
import { duplicateRoutes } from './duplicate.ts'
import { spaceFindRoutes } from './find.ts'
import { spaceLogRoutes } from './logs.ts'
import { spaceRuntimeRoutes } from './runtime.ts'
import { spaceSettingsRoutes } from './settings.ts'

export const spaceRoutes: readonly Route[] = [
  ...spaceFindRoutes,
  ...spaceRuntimeRoutes,
  ...spaceSettingsRoutes,
  ...spaceLogRoutes,
  ...duplicateRoutes,
]
