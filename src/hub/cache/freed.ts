import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { absent, unless } from './file-failed.ts'
import { walk } from './walk.ts'

async function* filesIn(paths: readonly string[]): AsyncGenerator<string> {
  for (const path of paths) {
    const found = await lstat(path).catch(unless(absent, undefined))
    if (found?.isDirectory() === true) for await (const { path: inner } of walk(path)) yield join(path, inner)
    else if (found !== undefined) yield path
  }
}

/** Bytes that become free when these files and folders go: a file with several names counts when all of them go. */
export const freedBy = async (paths: readonly string[]): Promise<number> => {
  const seen = new Set<string>()
  const left = new Map<string, number>()
  let bytes = 0
  for await (const path of filesIn(paths)) {
    if (seen.has(path)) continue
    seen.add(path)
    const found = await lstat(path).catch(unless(absent, undefined))
    if (found?.isFile() !== true) continue
    const inode = `${found.dev}:${found.ino}`
    const names = (left.get(inode) ?? found.nlink) - 1
    if (found.nlink > 1) left.set(inode, names)
    if (names === 0) bytes += Math.min(found.size, found.blocks * 512)
  }
  return bytes
}
