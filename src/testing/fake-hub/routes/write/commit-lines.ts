import { refuse } from '../../answer.ts'
import { blobOfBytes, type Blob } from '../../blob.ts'
import type { Hub } from '../../hub.ts'
import type { Commit, Repo } from '../../repo.ts'
import { isObject, numberOf, textOf, type JsonObject } from '../../../../wire/json.ts'
import { largeFile } from './large.ts'

/** What a commit says of itself. */
interface CommitHeader {
  readonly summary: string
  readonly description: string
  /** The commit it must come after. */
  readonly parentCommit: string | undefined
}

/** Where the lines of a commit belong. */
interface Place {
  readonly hub: Hub
  readonly repo: Repo
  readonly parent: Commit
}

/** What becomes of a path; null deletes it, and all below it when it ends in `/`. */
type Changed = readonly [path: string, blob: Blob | null]

type Change = (value: JsonObject, place: Place) => Changed | Promise<Changed>

/** What each kind of line changes. */
const changes: Readonly<Record<string, Change>> = {
  file: (value) => {
    const encoding = value['encoding'] === 'base64' ? 'base64' : 'utf8'
    return [pathIn(value), blobOfBytes(Buffer.from(textOf(value['content']) ?? '', encoding))]
  },
  lfsFile: async (value, { hub, repo }) => {
    const path = pathIn(value)
    const blob = await largeFile(hub, repo, { oid: textOf(value['oid']) ?? '', size: numberOf(value['size']) })
    if (!blob)
      throw refuse(400, `Your push was rejected because an LFS pointer pointed to a file that does not exist: ${path}`)
    return [path, blob]
  },
  deletedFile: (value, { parent }) => {
    const path = pathIn(value)
    if (!parent.files.has(path))
      throw refuse(404, `A file with the name ${path} does not exist`, { code: 'EntryNotFound' })
    return [path, null]
  },
  deletedFolder: (value) => [pathIn(value).replace(/\/?$/, '/'), null],
  copyFile: (value, { repo, parent }) => {
    const [path, source] = [pathIn(value), textOf(value['srcPath']) ?? '']
    const from = textOf(value['srcRevision'])
    const entry = (from === undefined ? parent : repo.find(from))?.files.get(source)
    if (!entry) throw refuse(404, `A file with the name ${source} does not exist`, { code: 'EntryNotFound' })
    return [path, entry.blob]
  },
}

/** A path of a file, as git takes it. */
function pathIn(value: JsonObject): string {
  const path = textOf(value['path']) ?? ''
  const parts = path.replace(/\/$/, '').split('/')
  if (parts.some((part) => /^(\.{0,2}|\.git)$/i.test(part))) throw refuse(422, `Invalid path: ${path}`)
  return path
}

function lineOf(text: string): { key: string; value: JsonObject } {
  try {
    const line: unknown = JSON.parse(text)
    if (isObject(line) && typeof line['key'] === 'string' && isObject(line['value']))
      return { key: line['key'], value: line['value'] }
  } catch {
    // The next line says it.
  }
  throw refuse(400, 'Invalid line in a commit')
}

/** The header, which is the first of a commit's lines. */
export function headerOf(text: string): CommitHeader {
  const { key, value } = lineOf(text.slice(0, text.indexOf('\n') + 1 || undefined))
  const summary = textOf(value['summary']) ?? ''
  if (key !== 'header' || summary === '') throw refuse(400, 'A commit needs a summary')
  return { summary, description: textOf(value['description']) ?? '', parentCommit: textOf(value['parentCommit']) }
}

/** The files the other lines change; null deletes. */
export async function filesOf(text: string, place: Place): Promise<Readonly<Record<string, Blob | null>>> {
  const files = new Map<string, Blob | null>()
  for (const line of text.split('\n').slice(1)) {
    if (line === '') continue
    const { key, value } = lineOf(line)
    const change = changes[key]
    if (!change) throw refuse(400, `Unknown key in a commit: ${key}`)
    const [path, blob] = await change(value, place)
    files.set(path, blob)
  }
  return Object.fromEntries(files)
}
