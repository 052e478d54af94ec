import { collect, defaultLimit } from '../../core/body.ts'
import { HfnError } from '../../core/error.ts'
import type { Answer } from '../../core/http.ts'
import { oneLine, redactUrl } from '../../core/secret.ts'
import { namedAddress } from '../address.ts'
import type { HubClient, HubRequest } from '../client/contract.ts'
import { repoName, type Repo } from '../reference.ts'
import { apiRoute } from '../route.ts'
import type { Due } from './contract.ts'
import { bodyOf, counting, progressOf, type Init } from './library-body.ts'

type Fetch = typeof globalThis.fetch

/** What the library asks for, and what is answered in the Hub's place. */
export interface Errand {
  readonly hub: HubClient
  readonly repo: Repo
  readonly signal: AbortSignal
  /** The files, by name. */
  readonly files: ReadonlyMap<string, Due>
  /** Given the commit, which is not the library's to send. */
  readonly onCommit: (body: string) => void
  /** Told when something is sent, and when that goes to Xet. */
  readonly onSend: () => void
  readonly onXet: () => void
}

/** Headers of an answer that the library looks at. */
const wanted = ['content-type', 'etag', 'x-request-id']

const responseOf = async (answer: Answer): Promise<Response> => {
  const bytes = await collect(answer.chunks(), answer.url, defaultLimit)
  const headers = wanted.flatMap((name): [string, string][] => {
    const value = answer.header(name)
    return value === undefined ? [] : [[name, value]]
  })
  return new Response(bytes.length === 0 ? null : bytes, { status: answer.status, headers })
}

const notTaken = (answer: Answer, { repo }: Errand): HfnError => {
  const { status } = answer
  void answer.discard()
  const place = new URL(answer.url).host
  return new HfnError(
    status === 413 ? 'TOO_LARGE' : status >= 500 ? 'UNREACHABLE' : 'BAD_ANSWER',
    `The storage of ${repoName(repo)} at ${place} does not take a file: status ${status}`,
    { hint: 'Upload again; what arrived is not sent twice.', status },
  )
}

const wrongPlace = (address: string, { repo }: Errand): HfnError =>
  new HfnError('BAD_ANSWER', `The Hub wants files of ${repoName(repo)} at "${oneLine(redactUrl(address), 80)}"`, {
    hint: 'That is no address to send files to from this Hub; is HF_ENDPOINT right?',
  })

const isXet = ({ pathname }: URL): boolean => /\/xet-write-token\/|\/v\d\/(?:xorbs|shards|chunks)\b/.test(pathname)

/** Trouble with Xet is no error of ours yet, for there is another way. */
const askXet = async (request: HubRequest, { hub, signal, onXet }: Errand): Promise<Response> => {
  onXet()
  try {
    return await responseOf(await hub.send(request))
  } catch (cause) {
    throw signal.aborted ? cause : new Error('Xet gives no answer', { cause })
  }
}

/**
 * The `fetch` that the library of the Hub works with. The token goes to the Hub only; what the Hub was asked before is answered
 * here; bodies are read from disk as they are taken; a refusal becomes an error of ours, except for Xet, which has its own.
 */
export const libraryFetch = (errand: Errand): Fetch => {
  const { hub, repo, signal, files } = errand
  const count = counting(files)
  const origin = new URL(hub.endpoint).origin
  const base = hub.endpoint + apiRoute(repo)

  const pass = async (url: URL, init: Init): Promise<Response> => {
    errand.onSend()
    const moved = count(progressOf(init), init.body instanceof Blob ? init.body.size : 0)
    const request = {
      method: init.method,
      path: url.href,
      headers: Object.fromEntries(new Headers(init.headers)),
      ...bodyOf(init.body, moved),
      ...(url.origin === origin ? {} : { token: false as const }),
      about: `storage of ${repoName(repo)}`,
      // Whatever is sent this way is named by its content: sent twice, it is there once.
      retry: 'patient',
      signal,
    } as const
    if (isXet(url)) return askXet(request, errand)
    if (url.origin === origin) return responseOf(await hub.ask(request))
    const answer = await hub.send(request)
    if (!answer.ok) throw notTaken(answer, errand)
    return responseOf(answer)
  }

  return async (input, init = {}) => {
    const address = input instanceof Request ? input.url : String(input)
    const url = namedAddress(address, hub.endpoint)
    if (url === undefined) throw wrongPlace(address, errand)
    if (url.href.startsWith(`${base}/preupload/`))
      return Response.json({ files: [...files.values()].map(({ path, mode }) => ({ path, uploadMode: mode })) })
    if (url.href.startsWith(`${base}/commit/`) && typeof init.body === 'string') {
      errand.onCommit(init.body)
      return Response.json({})
    }
    return pass(url, init)
  }
}
