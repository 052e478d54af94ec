import { refuse } from '../../answer.ts'
import type { Content } from '../../content.ts'
import type { Hub } from '../../hub.ts'
import type { Repo } from '../../repo.ts'
import { uploadsOf } from '../write/uploads.ts'

/** The content of a Xet file, uploaded or of any commit. */
export function xetFile(hub: Hub, hash: string): Content {
  const { xetFiles } = uploadsOf(hub)
  const content = xetFiles.get(hash) ?? committed(hub, hash)
  if (!content) throw refuse(404, 'File not found')
  xetFiles.set(hash, content)
  return content
}

function committed(hub: Hub, hash: string): Content | undefined {
  for (const type of ['model', 'dataset', 'space'] as const) {
    for (const repo of hub.store.all(type)) {
      const content = inHistory(repo, hash)
      if (content) return content
    }
  }
  return undefined
}

function inHistory(repo: Repo, hash: string): Content | undefined {
  for (const head of [...repo.branches.values(), ...repo.tags.values()]) {
    for (let commit: typeof head | undefined = head; commit; commit = commit.parent) {
      for (const { blob } of commit.files.values()) if (blob.xetHash === hash) return blob.content
    }
  }
  return undefined
}
