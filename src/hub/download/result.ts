import type { Destination } from '../cache/contract.ts'
import type { Download, DownloadOptions } from './contract.ts'

/** What the caller gets: with the path of the file when one was asked for by name, else of the folder. */
export const resultOf = (
  { folder }: Destination,
  { names, ...known }: Omit<Download, 'folder' | 'path'> & { readonly names: DownloadOptions['files'] },
): Download => {
  const [only, ...others] = known.files
  const single = names?.length === 1 && others.length === 0 && only?.path === names[0]
  return { ...known, folder, path: (single ? only?.local : undefined) ?? folder }
}
