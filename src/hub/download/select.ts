import { HfnError } from '../../core/error.ts'
import { oneLine } from '../../core/secret.ts'
import { repoName, type Repo } from '../reference.ts'
import type { DownloadOptions } from './contract.ts'
import { glob } from './glob.ts'

type Choice = Pick<DownloadOptions, 'files' | 'include' | 'exclude'>

const list = (patterns: string | readonly string[] | undefined): readonly string[] | undefined =>
  typeof patterns === 'string' ? [patterns] : patterns

const unknownFile = (repo: Repo, name: string): HfnError =>
  new HfnError('NO_SUCH_FILE', `${repoName(repo)} has no file ${oneLine(name)}`, {
    hint: `See its files: hfn download ${repo.id}${repo.type === 'model' ? '' : ` --type ${repo.type}`} --dry-run`,
  })

/** The files that are named, in their order; a folder's name stands for all in it. @throws NO_SUCH_FILE */
const named = <Named extends { readonly path: string }>(
  all: readonly Named[],
  names: readonly string[],
  repo: Repo,
): Named[] => {
  const byPath = new Map(all.map((file) => [file.path, file]))
  const chosen = names.flatMap((name) => {
    const file = byPath.get(name)
    if (file !== undefined) return [file]
    const folder = name.endsWith('/') ? name : `${name}/`
    const inside = all.filter(({ path }) => path.startsWith(folder))
    if (inside.length === 0) throw unknownFile(repo, name)
    return inside
  })
  return [...new Set(chosen)]
}

/** The files that are wanted. @throws NO_SUCH_FILE for a name there is none of, and when patterns leave nothing */
export const select = <Named extends { readonly path: string }>(
  all: readonly Named[],
  { files, include, exclude }: Choice,
  repo: Repo,
): readonly Named[] => {
  const chosen = files === undefined || files.length === 0 ? all : named(all, files, repo)
  const wanted = list(include)?.map(glob)
  const unwanted = list(exclude)?.map(glob) ?? []
  const left = chosen.filter(
    ({ path }) => (wanted?.some((fits) => fits(path)) ?? true) && !unwanted.some((fits) => fits(path)),
  )
  if (left.length > 0 || all.length === 0) return left
  const patterns = list(include)
  const message =
    patterns === undefined
      ? `What is to be left out leaves no file of ${repoName(repo)}`
      : `No file of ${repoName(repo)} fits ${oneLine(patterns.join(', '))}`
  throw new HfnError('NO_SUCH_FILE', message, {
    hint: 'A pattern is for the whole name, folders too: --include "*.json".',
  })
}
