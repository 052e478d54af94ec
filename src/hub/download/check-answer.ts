import { HfnError } from '../../core/error.ts'
import type { Answer } from '../../core/http.ts'
import { oneLine } from '../../core/secret.ts'
import { etagOf, type TreeFile } from '../cache/contract.ts'
import { isXetHash } from '../cache/names.ts'
import type { Span } from './span.ts'
import { Trouble } from './trouble.ts'

/** An ETag without its quotes and without `W/` (RFC 9110 §8.8.3). */
const bareTag = (etag: string | undefined): string | undefined => etag?.trim().replace(/^W\//, '').replaceAll('"', '')

const isHash = (tag: string | undefined): tag is string => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(tag ?? '')

const other = ({ path }: TreeFile, what: string, said: string, wanted: string): HfnError =>
  new HfnError(
    'BAD_ANSWER',
    `For ${oneLine(path)} the Hub answers with ${what} ${oneLine(said, 80)} instead of ${wanted}`,
    {
      hint: 'A mirror or proxy may be out of date; try again later, or ask another: HF_ENDPOINT.',
    },
  )

/**
 * The file an answer of the Hub itself is about, as it tells of it: in headers for what lies elsewhere (X-Linked-Etag,
 * X-Linked-Size), or in those of the bytes. Undefined when that is not all there is to know.
 */
export const claimed = (answer: Answer, path: string): TreeFile | undefined => {
  const plain = answer.status === 200 && answer.header('content-encoding') === undefined
  const etag = bareTag(answer.header('x-linked-etag') ?? (plain ? answer.header('etag') : undefined))
  const size = answer.header('x-linked-size') ?? (plain ? answer.header('content-length') : undefined)
  if (!isHash(etag) || size === undefined || !/^\d{1,15}$/.test(size)) return undefined
  const xetHash = answer.header('x-xet-hash')
  return {
    path,
    size: Number(size),
    blobId: etag,
    ...(etag.length === 64 ? { sha256: etag } : {}),
    ...(xetHash !== undefined && isXetHash(xetHash) ? { xetHash } : {}),
  }
}

/** What the Hub itself says of a file must fit what its list of files says; what it leaves out is left to the hash. */
export const checkClaims = (answer: Answer, file: TreeFile, commit: string): void => {
  const said = answer.header('x-repo-commit')
  if (said !== undefined && said !== commit) throw other(file, 'commit', said, commit)
  const linked = bareTag(answer.header('x-linked-etag'))
  const tag = linked ?? (answer.ok ? bareTag(answer.header('etag')) : undefined)
  if (isHash(tag) && tag !== etagOf(file)) throw other(file, 'content', tag, etagOf(file))
  const size = answer.header('x-linked-size')
  if (size !== undefined && size !== String(file.size)) throw other(file, 'size', size, String(file.size))
}

const noParts = (file: TreeFile, why: string): Trouble =>
  new Trouble(new HfnError('BAD_ANSWER', `Parts of ${oneLine(file.path)} cannot be had: ${why}`), 'whole')

/** A page for people where bytes were asked for. */
const page = ({ path }: TreeFile, url: string): HfnError =>
  new HfnError('BAD_ANSWER', `${new URL(url).origin} answers with a web page in place of ${oneLine(path)}`, {
    hint: 'A login page or a proxy may stand in the way: open a page of the web in a browser.',
  })

const checkWhole = (answer: Answer, file: TreeFile): void => {
  if (answer.header('content-encoding') !== undefined) return
  const length = answer.header('content-length')
  if (length === undefined || Number(length) === file.size) return
  if (/^text\/html/i.test(answer.header('content-type') ?? '')) throw page(file, answer.url)
  const message = `${oneLine(file.path)} has ${file.size} bytes, but ${oneLine(length, 20)} are sent`
  throw new Trouble(new HfnError('STREAM_BROKEN', message), 'again')
}

/** A successful answer must be the bytes that were asked for: the span, or the whole file when there is none. */
export const checkBody = (answer: Answer, file: TreeFile, span: Span | undefined): void => {
  if (answer.status === 200) {
    if (span !== undefined) throw noParts(file, 'the server sends all of it')
    return checkWhole(answer, file)
  }
  if (answer.status !== 206 || span === undefined) throw noParts(file, `status ${answer.status}`)
  if (answer.header('content-encoding') !== undefined) throw noParts(file, 'the server packs them')
  const said = answer.header('content-range')
  if (said?.trim() !== `bytes ${span.start}-${span.end - 1}/${file.size}`)
    throw noParts(file, `the server sends ${oneLine(said ?? 'others', 60)}`)
}
