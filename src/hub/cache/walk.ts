import { readdir } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { absent, unless } from './file-failed.ts'

/** A file or a link below a folder. */
export interface Walked {
  /** From the folder, with slashes. */
  readonly path: string
  readonly isLink: boolean
}

/** Files that desktops leave in folders. */
const strays: ReadonlySet<string> = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini'])

/** All files below a folder, links not followed; none when there is no such folder. */
export async function* walk(folder: string, below = ''): AsyncGenerator<Walked> {
  for (const entry of await readdir(join(folder, below), { withFileTypes: true }).catch(unless(absent, []))) {
    const path = posix.join(below, entry.name)
    if (entry.isDirectory()) yield* walk(folder, path)
    else if (!strays.has(entry.name) && (entry.isFile() || entry.isSymbolicLink()))
      yield { path, isLink: entry.isSymbolicLink() }
  }
}
