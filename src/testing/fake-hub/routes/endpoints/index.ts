import type { Route } from '../../router.ts'
import { catalogRoutes } from './catalog.ts'
import { endpointHardwareRoutes } from './hardware.ts'
import { manageRoutes } from './manage.ts'

export const endpointRoutes: readonly Route[] = [...manageRoutes, ...catalogRoutes, ...endpointHardwareRoutes]
