import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { byteText } from '../../core/byte-text.ts'
import { HfnError } from '../../core/error.ts'
import { oneLine } from '../../core/secret.ts'
import { etagOf, type Destination, type TreeFile } from '../cache/contract.ts'

/** Only large files are worth asking how much of them is there. */
const worthAsking = 32 * 1024 * 1024

/** Bytes free for us on the disk of a folder, of which only the beginning need exist; undefined when the system does not tell. */
const freeBytes = async (folder: string): Promise<number | undefined> => {
  for (let at = folder; ; at = dirname(at)) {
    try {
      const { bavail, bsize, blocks } = await statfs(at)
      return blocks === 0 ? undefined : bavail * bsize
    } catch {
      if (dirname(at) === at) return undefined
    }
  }
}

/** Of the files, one for each content that has to be fetched and kept. */
export const contentsFor = ({ keepsOnce }: Destination, files: readonly TreeFile[]): readonly TreeFile[] =>
  keepsOnce ? [...new Map(files.map((file) => [etagOf(file), file])).values()] : files

/** Refuses to begin what cannot end well. @throws FILE_FAILED when the disk has less room than the files need */
export const checkSpace = async (destination: Destination, files: readonly TreeFile[]): Promise<void> => {
  let needed = 0
  for (const file of files)
    needed += file.size - (file.size >= worthAsking ? Math.min(file.size, await destination.kept(file)) : 0)
  const free = needed === 0 ? undefined : await freeBytes(destination.folder)
  if (free === undefined || needed <= free) return
  const message = `The files need ${byteText(needed)} (${needed} bytes), but only ${byteText(free)} are free in ${oneLine(destination.folder, 500)}`
  throw new HfnError('FILE_FAILED', message, {
    hint: 'Make room (hfn cache prune), or take another disk with --local-dir or HF_HOME.',
  })
}
