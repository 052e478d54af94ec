import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'

/** Windows has no such flag, nor links that need no rights. */
const noFollow = constants.O_NOFOLLOW ?? 0

/** Opens a file to read and write it, made when it is missing, but never by a link that somebody put there. */
export const openPlain = (path: string): Promise<FileHandle> =>
  open(path, constants.O_RDWR | constants.O_CREAT | noFollow, 0o644)
