import type { FakeRepoType } from '../../contract.ts'
import type { Hub } from '../../hub.ts'

const folders: Readonly<Record<FakeRepoType, string>> = { model: '', dataset: 'datasets/', space: 'spaces/' }

/** The page of a repo. */
export const pageOf = (hub: Hub, { type, id }: { readonly type: FakeRepoType; readonly id: string }): string =>
  `${hub.url}/${folders[type]}${id}`
