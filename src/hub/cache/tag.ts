import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Tells programs that make backups to pass over a folder (Cache Directory Tagging Specification), in Python's words. */
const text = `Signature: 8a477f597d28d172789f06886806bc55
# This file is a cache directory tag created by huggingface_hub.
# For information about cache directory tags, see:
#\thttps://bford.info/cachedir/
`

export const tagName = 'CACHEDIR.TAG'

/** Tags a folder that has no tag yet, where that is possible. */
export const tagFolder = (folder: string): Promise<void> =>
  writeFile(join(folder, tagName), text, { flag: 'wx' }).catch(() => {})
