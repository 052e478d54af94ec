import { HfnError } from '../core/error.ts'
import { oneLine } from '../core/secret.ts'

export type RepoType = 'model' | 'dataset' | 'space'

/** Which repo is meant, and of it which revision. */
export interface Repo {
  readonly type: RepoType
  /** `owner/name`; a few old models have no owner. */
  readonly id: string
  /** Branch, tag, commit or `refs/pr/1`; default `main`. */
  readonly revision?: string | undefined
}

/** A repo as people write it: `owner/name`, `datasets/owner/name`, with `@revision` at its end, its page's address, or the object. */
export type RepoInput = string | (Omit<Repo, 'type'> & { readonly type?: RepoType | undefined })

/** A repo, and a file or folder in it when the text named one. */
export interface RepoPlace extends Repo {
  readonly path?: string | undefined
}

const types: ReadonlyMap<string, RepoType> = new Map(
  (['model', 'dataset', 'space'] as const).flatMap((type) => [
    [type, type],
    [`${type}s`, type],
  ]),
)

/** Letters a repo's id may have (the Hub's own limit). */
const longestId = 96

const wrong = (text: string, why: string): HfnError =>
  new HfnError('BAD_ARGUMENT', `"${oneLine(text)}" ${why}`, {
    hint: 'Write owner/name, such as meta-llama/Llama-3.1-8B, or datasets/owner/name, or spaces/owner/name.',
  })

/** One half of an id as the Hub allows it: letters, digits, `-`, `_` and `.`, with no `-` or `.` at the ends and no `--` or `..` inside. */
const part = /^(?![-.])(?!.*(?:--|\.\.))[\w.-]+(?<![-.])$/

/** True for what can be a repo's id: nothing that leads elsewhere in a path, or means something to a shell. */
export const isRepoId = (id: string): boolean => {
  const parts = id.split('/')
  return parts.length <= 2 && id.length <= longestId && !id.endsWith('.git') && parts.every((each) => part.test(each))
}

const checkedId = (id: string, text: string): string => {
  if (isRepoId(id)) return id
  throw wrong(text, 'is no name of a repo')
}

/** A revision as git allows it, in so far as it matters here: nothing that leads elsewhere in a path or an address. */
export const checkedRevision = (revision: string): string => {
  const good = revision.length <= 250 && /^(?![/.-])[^\s\p{Cc}~^:?*[\\]+$/u.test(revision)
  const safe = !/\.\.|\/\/|\/\.|@\{|\/$|\.lock(\/|$)/.test(revision)
  if (good && safe) return revision
  throw new HfnError('BAD_ARGUMENT', `"${oneLine(revision)}" is no name of a revision`, {
    hint: 'Give a branch, a tag, a commit of 40 letters, or refs/pr/1.',
  })
}

/** Takes the address of a page apart: `https://huggingface.co/datasets/owner/name/blob/main/file`. */
const readPage = (text: string): { words: string; revision?: string; path?: string } | undefined => {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined
  const segments = new URL(text).pathname.split('/').filter(Boolean)
  const verb = segments.findIndex((word) => ['tree', 'blob', 'resolve', 'raw'].includes(word))
  const decode = (words: readonly string[]): string => decodeURIComponent(words.join('/'))
  if (verb === -1) return { words: decode(segments) }
  const revision = decodeURIComponent(segments[verb + 1] ?? 'main')
  const path = decode(segments.slice(verb + 2))
  return { words: decode(segments.slice(0, verb)), revision, ...(path === '' ? {} : { path }) }
}

/** `owner/name[@revision][/path]`, the type before it or not, `hf://` before that or not. */
const readWords = (text: string): { words: string; revision?: string; path?: string } => {
  const [, words = '', revision, path] =
    /^(?:hf:\/\/)?([^@]*)(?:@(refs\/(?:pr|convert)\/[^/]+|[^/]+)(?:\/(.+))?)?$/.exec(text) ?? []
  return { words, ...(revision ? { revision: decodeURIComponent(revision) } : {}), ...(path ? { path } : {}) }
}

/**
 * Reads what a user names a repo by.
 * @param type what a bare `owner/name` is; default a model
 * @throws BAD_ARGUMENT when the text is no repo
 */
export const readRepo = (input: RepoInput, type: RepoType = 'model'): RepoPlace => {
  if (typeof input !== 'string') {
    const revision = input.revision === undefined ? {} : { revision: checkedRevision(input.revision) }
    return { type: input.type ?? type, id: checkedId(input.id, input.id), ...revision }
  }
  const given = input.trim()
  let read: { words: string; revision?: string; path?: string }
  try {
    read = readPage(given) ?? readWords(given)
  } catch {
    throw wrong(given, 'cannot be read')
  }
  const segments = read.words.split('/')
  const named = segments.length > 1 ? types.get(segments[0] ?? '') : undefined
  const own = named === undefined ? segments : segments.slice(1)
  const rest = own.slice(2).join('/')
  const path = read.path ?? (rest === '' ? undefined : rest)
  return {
    type: named ?? type,
    id: checkedId(own.slice(0, 2).join('/'), given),
    ...(read.revision === undefined ? {} : { revision: checkedRevision(read.revision) }),
    ...(path === undefined ? {} : { path }),
  }
}

/** How a repo is called among people: `model owner/name`. */
export const repoName = ({ type, id }: Repo): string => `${type} ${id}`

/** Names of Windows' devices, which no file can have there. */
const devices = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i

/** What stays or leads up; Windows drops dots and blanks at the end of a name. */
const dots = /^[. ]*$/

/** The folder that git itself keeps no file in, but runs what its settings say; also as Windows and macOS read it. */
const gitFolder = /^(?:\.git[. ]*|git~1)$/i

/** What is wrong with the name of a file in a repo, under the rules of POSIX and of Windows both; undefined when nothing is. */
export const pathFault = (path: string): string | undefined => {
  if (path === '') return 'is empty'
  if (/^[/\\]|^[a-z]:/i.test(path)) return 'is not relative'
  if (/\p{Cc}/u.test(path)) return 'has a control character'
  const segments = path.split(/[/\\]/)
  if (segments.some((word) => dots.test(word))) return 'leads elsewhere'
  if (segments.some((word) => gitFolder.test(word))) return "is in git's own folder"
  if (segments.some((word) => devices.test(word))) return 'is the name of a device'
  return segments.some((word) => new TextEncoder().encode(word).length > 255) ? 'is too long' : undefined
}

/** The same path, checked. @throws BAD_ARGUMENT when it could lead out of a folder */
export const checkedPath = (path: string): string => {
  const fault = pathFault(path)
  if (fault === undefined) return path
  throw new HfnError('BAD_ARGUMENT', `The file name "${oneLine(path)}" ${fault}`, {
    hint: 'Name a file inside the repo, such as config.json or data/train.csv.',
  })
}
