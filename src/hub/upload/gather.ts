import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { pathToFileURL } from 'node:url'
import { HfnError } from '../../core/error.ts'
import { glob } from '../download/glob.ts'
import { checkedPath } from '../reference.ts'
import { listOf, type Item, type UploadOptions, type UploadSource } from './contract.ts'
import { readingError } from './trouble.ts'
import { walk } from './walk.ts'

type Place = Pick<UploadOptions, 'path' | 'include' | 'exclude'> & { readonly signal: AbortSignal }

/** Says which names the patterns fit. */
export const fitting = (patterns: string | readonly string[] | undefined): ((path: string) => boolean) => {
  const globs = listOf(patterns).map(glob)
  return (path) => globs.some((fits) => fits(path))
}

const selecting = ({ include, exclude }: Place): ((path: string) => boolean) => {
  const wanted = listOf(include).length === 0 ? () => true : fitting(include)
  const unwanted = fitting(exclude)
  return (path) => wanted(path) && !unwanted(path)
}

/** The folder in the repo as a beginning of names: `data/`, or nothing for the root. */
export const prefixOf = (path: string | undefined): string => {
  const folder = path?.replace(/^\.?\/+|\/+$/g, '') ?? ''
  return folder === '' || folder === '.' ? '' : `${checkedPath(folder)}/`
}

const fromDisk = async (source: string, place: Place): Promise<Item[]> => {
  const state = await stat(source).catch((cause: unknown) => {
    throw readingError(cause, source)
  })
  if (state.isFile()) {
    const path = checkedPath(place.path ?? basename(source))
    return [{ path, size: state.size, content: pathToFileURL(source), written: state.mtimeMs }]
  }
  if (!state.isDirectory())
    throw new HfnError('BAD_FILE', `${source} is neither a file nor a folder`, { hint: 'Name one of these.' })
  const prefix = prefixOf(place.path)
  const items: Item[] = []
  for await (const { path, file, size, written } of walk(source, { selects: selecting(place), signal: place.signal }))
    items.push({ path: checkedPath(prefix + path), size, content: pathToFileURL(file), written })
  return items
}

const needsPath = (): HfnError =>
  new HfnError('BAD_ARGUMENT', 'A Blob has no name of its own', { hint: 'Give its name in the repo as path.' })

/** Every file that a source means, with its name in the repo. @throws NO_SUCH_FILE, FILE_FAILED, BAD_FILE, BAD_ARGUMENT */
export const gather = async (source: UploadSource, place: Place): Promise<readonly Item[]> => {
  if (typeof source === 'string') return fromDisk(source, place)
  if (source instanceof Blob) {
    if (place.path === undefined) throw needsPath()
    return [{ path: checkedPath(place.path), size: source.size, content: source }]
  }
  const prefix = prefixOf(place.path)
  const selects = selecting(place)
  const items = source
    .filter(({ path }) => selects(path))
    .map(({ path, content }): Item => {
      const blob = content instanceof Blob ? content : new Blob([content])
      return { path: checkedPath(prefix + path), size: blob.size, content: blob }
    })
  const seen = new Set<string>()
  const twice = items.find(({ path }) => seen.size === seen.add(path).size)
  if (twice === undefined) return items
  throw new HfnError('BAD_ARGUMENT', `Two files would be called ${twice.path}`, {
    hint: 'Give each a name of its own.',
  })
}
