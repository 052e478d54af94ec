import { readlink, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { absent, unless } from './file-failed.ts'
import { isEtag } from './names.ts'
import type { Expected } from './verify.ts'
import { walk } from './walk.ts'

/** What a snapshot's own links say of its contents, where nobody noted which files the commit has: the names of the blobs are their hashes. */
export const expectedByLinks = async (snapshot: string): Promise<readonly Expected[]> => {
  const expected: Expected[] = []
  for await (const { path, isLink } of walk(snapshot)) {
    const etag = isLink ? basename(await readlink(join(snapshot, path))) : ''
    if (!isEtag(etag)) continue
    const found = await stat(join(snapshot, path)).catch(unless(absent, undefined))
    expected.push({ path, etag, size: found?.size ?? 0 })
  }
  return expected
}
