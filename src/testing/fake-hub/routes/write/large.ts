import type { Blob } from '../../blob.ts'
import type { Hub } from '../../hub.ts'
import type { Repo } from '../../repo.ts'
import { uploadsOf } from './uploads.ts'

/** What a large file is known by. */
export interface LargeFile {
  /** Its sha256. */
  readonly oid: string
  /** Not known of one that is only copied. */
  readonly size: number | undefined
}

/** A large file that was uploaded, or is in the repo already. */
export async function largeFile(hub: Hub, repo: Repo, { oid, size }: LargeFile): Promise<Blob | undefined> {
  const uploaded = uploadsOf(hub).large.get(oid)
  if (uploaded) return uploaded
  for (const head of repo.branches.values()) {
    for (const { blob } of head.files.values()) {
      const possible = blob.stored !== 'git' && (size ?? blob.size) === blob.size
      if (possible && (await blob.sha256()) === oid) return blob
    }
  }
  return undefined
}
