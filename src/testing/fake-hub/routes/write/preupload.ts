import { json, type HubAnswer } from '../../answer.ts'
import type { Commit } from '../../repo.ts'
import type { HubRequest } from '../../request.ts'
import type { Route } from '../../router.ts'
import { isObject, listOf, numberOf, textOf, type JsonObject } from '../../../../wire/json.ts'
import { changedRepo } from './permission.ts'

/** Bytes above which git does not want even a text. */
const textLimit = 10_000_000

/** Extensions a new repo's .gitattributes names. */
const largeExtension = /\.(?:7z|bin|gguf|gz|h5|onnx|parquet|pt|pth|safetensors|tar|zip)$/i

const isLarge = (path: string, size: number, sample: string): boolean =>
  size > 0 && (largeExtension.test(path) || size >= textLimit || Buffer.from(sample, 'base64').includes(0))

/** What a line of a .gitignore matches: a name anywhere, or a path from the root; a folder with all in it. */
function ignoring(line: string): RegExp {
  const rooted = /\/./.test(line)
  const name = line.replace(/^\/|\/$/g, '').replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
  const pattern = name.replaceAll('**', '\0').replaceAll('*', '[^/]*').replaceAll('?', '[^/]').replaceAll('\0', '.*')
  return new RegExp(`${rooted ? '^' : '(?:^|/)'}${pattern}${line.endsWith('/') ? '/' : '(?:/|$)'}`)
}

const ignoredBy = (text: string): RegExp[] =>
  text
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(ignoring)

/** Says of each file how it is to be sent, and which id the one in its place has. */
async function preupload(request: HubRequest): Promise<HubAnswer> {
  const repo = changedRepo(request)
  const commit = repo.find(request.part('revision'))
  const body = await request.json()
  const ignored = ignoredBy(textOf(body['gitIgnore']) ?? '')
  const files = listOf(body['files'])
    .filter(isObject)
    .map((file) => modeOf(file, ignored, commit))
  return json({ files: await Promise.all(files) })
}

async function modeOf(file: JsonObject, ignored: readonly RegExp[], commit: Commit | undefined): Promise<JsonObject> {
  const [path, sample, size] = [textOf(file['path']) ?? '', textOf(file['sample']) ?? '', numberOf(file['size']) ?? 0]
  const blob = commit?.files.get(path)?.blob
  // A large file's id is its SHA-256 here, which Python compares to leave out what is there (_commit_api.py).
  const oid = await (blob?.stored === 'git' ? blob.oid() : blob?.sha256())
  return {
    path,
    uploadMode: isLarge(path, size, sample) ? 'lfs' : 'regular',
    shouldIgnore: ignored.some((pattern) => pattern.test(path)),
    ...(oid === undefined ? {} : { oid }),
  }
}

export const preuploadRoutes: readonly Route[] = [
  { method: 'POST', pattern: '/api/:types/:id/preupload/:revision', handle: preupload },
]
