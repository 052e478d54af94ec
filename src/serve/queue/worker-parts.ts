import type { Catalog } from '../catalog.ts'
import type { Files } from '../files/files.ts'
import type { Settings } from '../options.ts'
import type { SessionStore } from '../session-store.ts'

/** What runs of tasks need. */
export interface WorkerParts {
  readonly catalog: Catalog
  readonly files: Files
  readonly settings: Settings
  readonly sessions: () => SessionStore
}
