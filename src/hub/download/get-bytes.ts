import type { Answer } from '../../core/http.ts'
import { placeOf } from '../../core/redirect.ts'
import { repoName } from '../reference.ts'
import { resolveRoute } from '../route.ts'
import type { Asking } from './job.ts'
import type { Span } from './span.ts'

/** Where the Hub says where a file's bytes are. */
export const addressOf = ({ hub, repo }: Asking, path: string): string => hub.endpoint + resolveRoute(repo, path)

export interface Wanted {
  /** The whole file when undefined. */
  readonly span?: Span | undefined
  readonly signal: AbortSignal
  /** What the place called its content before. */
  readonly etag?: string | undefined
}

/** One request for bytes, or for where they are: with the token to the Hub itself, without it to anybody else. */
export const getBytes = (
  { hub, repo, timeouts }: Asking,
  url: string,
  { span, signal, etag }: Wanted,
): Promise<Answer> => {
  const headers = {
    'accept-encoding': 'identity',
    ...(span === undefined ? {} : { range: `bytes=${span.start}-${span.end - 1}` }),
    ...(span === undefined || etag === undefined ? {} : { 'if-range': etag }),
  }
  const common = { redirect: 'manual', retry: 'never', timeouts, signal } as const
  if (!url.startsWith(`${new URL(hub.endpoint).origin}/`)) return hub.http({ ...common, url, headers })
  const counted = { ...headers, 'x-hf-download-counter': '1' }
  return hub.ask({ ...common, path: url, headers: counted, compress: false, about: repoName(repo) })
}

/**
 * Asks where a file is before anything is known of it. The answer is to be checked by what the list of files says;
 * undefined where the Hub names no other place, or fails: then it is asked again, with all there is to say.
 */
export const askWhere = async (asking: Asking, path: string, signal: AbortSignal): Promise<Answer | undefined> => {
  try {
    const answer = await getBytes(asking, addressOf(asking, path), { signal })
    await answer.discard()
    return placeOf(answer, new URL(answer.url), true) === undefined ? undefined : answer
  } catch {
    return undefined
  }
}
