import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkedPath, checkedRevision } from '../reference.ts'
import type { Enclosure } from './enclosure.ts'
import { checkedCommit, isCommit } from './names.ts'

/** Notes of the commits that branches, tags and pull requests led to: `refs/main`, `refs/refs/pr/1`, a commit's id and no more. */
export interface RefNotes {
  commitOf(revision: string): Promise<string | undefined>
  /** Does nothing where nothing can be written, and when it is noted already. */
  setCommit(revision: string, commit: string): Promise<void>
}

export const refsIn = (enclosure: Enclosure): RefNotes => {
  const commitOf = async (revision: string): Promise<string | undefined> => {
    if (isCommit(revision)) return revision
    const path = join(enclosure.root, 'refs', checkedPath(checkedRevision(revision)))
    const text = (await readFile(path, 'utf8').catch(() => '')).trim()
    return isCommit(text) ? text : undefined
  }
  return {
    commitOf,
    async setCommit(revision, commit) {
      if ((await commitOf(revision)) !== checkedCommit(commit)) await enclosure.note(`refs/${revision}`, commit)
    },
  }
}
