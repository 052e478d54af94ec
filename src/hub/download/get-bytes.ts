import type { Answer } from '../../core/http.ts'
import { repoName } from '../reference.ts'
import { resolveRoute } from '../route.ts'
import type { Asking } from './job.ts'
import type { Span } from './span.ts'

/** Where the Hub says where a file's bytes are. */
export const addressOf = ({ hub, repo }: Asking, path: string): string => hub.endpoint + resolveRoute(repo, path)

export interface Wanted {
  /** The whole file when undefined. */
  readonly span?: Span | undefined
  /** Default GET. */
  readonly method?: 'GET' | 'HEAD' | undefined
  readonly signal: AbortSignal
  /** What the place called its content before. */
  readonly etag?: string | undefined
}

/** One request for bytes, or for where they are: with the token to the Hub itself, without it to anybody else. */
export const getBytes = (
  { hub, repo, timeouts }: Asking,
  url: string,
  { method = 'GET', span, signal, etag }: Wanted,
): Promise<Answer> => {
  const headers = {
    'accept-encoding': 'identity',
    ...(span === undefined ? {} : { range: `bytes=${span.start}-${span.end - 1}` }),
    ...(span === undefined || etag === undefined ? {} : { 'if-range': etag }),
  }
  const common = { method, redirect: 'manual', retry: 'never', timeouts, signal } as const
  if (!url.startsWith(`${new URL(hub.endpoint).origin}/`)) return hub.http({ ...common, url, headers })
  const counted = { ...headers, 'x-hf-download-counter': '1' }
  return hub.ask({ ...common, path: url, headers: counted, compress: false, about: repoName(repo) })
}
