import { HfnError } from '../core/error.ts'
import type { HttpRequest } from '../core/http.ts'
import type { UploadProgress } from '../callable/callable.ts'
import { answerError } from './answer-error.ts'
import type { UploadOptions } from './app.ts'
import type { Connection } from './connection.ts'
import { multipart, type Multipart } from './multipart.ts'
import type { UploadPart } from './upload-part.ts'

const uploadRequest = (
  connection: Connection,
  body: Multipart,
  options: { readonly repeatable: boolean; readonly signal?: AbortSignal | undefined },
): HttpRequest => ({
  method: 'POST',
  url: `${connection.base}${connection.prefix}/upload`,
  headers: { ...connection.headers(), accept: 'application/json', 'content-type': body.contentType },
  body: options.repeatable ? () => body.body : body.body,
  length: body.length,
  signal: options.signal,
  // A redirect would take the files to somewhere nobody named.
  redirect: 'manual',
  // What the app got of a request that was cut is of no use to it: the same files may come again.
  retry: options.repeatable ? 'safe' : 'unsent',
})

/** The error of a file that is larger than the app takes. */
export const tooLarge = (name: string, size: string, limit: number): HfnError =>
  new HfnError('BAD_FILE', `${JSON.stringify(name)} has ${size} bytes; the app takes ${limit} at most`, {
    hint: 'Send a smaller file.',
  })

/** The content of a part, told about as it goes; never more than the app takes. */
export async function* watched(
  part: UploadPart,
  limit: number,
  tell: ((progress: UploadProgress) => void) | undefined,
): AsyncGenerator<Uint8Array> {
  const { name, size: total } = part
  let sent = 0
  tell?.({ name, sent, total })
  for await (const chunk of part.read()) {
    if (sent + chunk.length > limit) throw tooLarge(name, `more than ${limit}`, limit)
    yield chunk
    sent += chunk.length
    tell?.({ name, sent, total })
  }
}

/** What the app answers: one path of its disk for each file. */
const readPaths = (answer: unknown, count: number): readonly string[] => {
  const isPath = (path: unknown): path is string =>
    typeof path === 'string' && path !== '' && !path.split(/[/\\]/).includes('..')
  if (Array.isArray(answer) && answer.length === count && answer.every(isPath)) return answer
  throw new HfnError('BAD_ANSWER', `The app was sent ${count} files and did not answer with as many paths`, {
    hint: 'Is there a proxy in between? Nothing was started.',
  })
}

/** Sends parts in one request; the paths they have on the app's disk, in the same order. */
export const sendParts = async (
  connection: Connection,
  parts: readonly UploadPart[],
  options: UploadOptions,
): Promise<readonly string[]> => {
  const { maxFileSize: limit = Number.POSITIVE_INFINITY } = connection
  const watching = parts.map((part) => ({ ...part, read: () => watched(part, limit, options.onProgress) }))
  const repeatable = parts.every((part) => part.repeatable)
  const answer = await connection.http(
    uploadRequest(connection, multipart('files', watching), { repeatable, signal: options.signal }),
  )
  if (!answer.ok)
    throw await answerError(
      answer,
      `take ${parts.length === 1 ? JSON.stringify(parts[0]?.name) : `${parts.length} files`}`,
    )
  return readPaths(await answer.json(), parts.length)
}
