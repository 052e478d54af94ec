import { open, rename, rm, copyFile } from 'node:fs/promises'
import { codeOf } from '../../core/system-error.ts'

/** What a disk says where a file that somebody reads cannot be replaced (Windows). */
const inUse = ['EPERM', 'EACCES', 'EBUSY']

export interface Move {
  readonly from: string
  readonly to: string
  /** A path for a copy, on the disk of `to`. */
  readonly aside: () => Promise<string>
  /** True when what lies at `to` is as good. */
  readonly isGood: () => Promise<boolean>
  /** Default: the system's. */
  readonly rename?: ((from: string, to: string) => Promise<void>) | undefined
}

/** Across disks, where nothing can be renamed: a copy that is on the disk before it gets its name. */
const copy = async ({ from, to, aside }: Move): Promise<void> => {
  const path = await aside()
  try {
    await copyFile(from, path)
    const handle = await open(path, 'r+')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(path, to)
  } finally {
    await rm(path, { force: true })
  }
  await rm(from, { force: true })
}

/** Puts a file in its place in one step, also across disks; a good file that cannot be replaced stays. */
export const moveFile = async (move: Move): Promise<void> => {
  try {
    await (move.rename ?? rename)(move.from, move.to)
  } catch (cause) {
    if (codeOf(cause) === 'EXDEV') return copy(move)
    if (!inUse.includes(codeOf(cause)) || !(await move.isGood())) throw cause
    await rm(move.from, { force: true })
  }
}
