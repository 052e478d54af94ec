import { HfnError } from '../core/error.ts'
import type { Answer, HttpRequest } from '../core/http.ts'
import { isConfig, readConfig, type Config } from '../wire/config.ts'
import { answerError } from './answer-error.ts'
import { printable } from '../core/secret.ts'

export interface Discovered {
  /** Where the app really is, without a slash at its end. */
  readonly base: string
  readonly config: Config
}

/** What is there instead of an app. */
interface Seen {
  readonly status: number
  readonly text: string
}

type Send = (request: HttpRequest) => Promise<Answer>

const configRequest = (base: string, signal: AbortSignal | undefined): HttpRequest => ({
  url: `${base}/config`,
  headers: { accept: 'application/json' },
  compress: true,
  signal,
})

/** Places an app may be at when one was given: there, below the API's prefix, or above it when that was pasted along. */
const places = (base: string): string[] => {
  const pasted = /^(.*)\/gradio_api(\/(info|config|call|queue).*)?$/.exec(base)?.[1]
  return pasted === undefined ? [base, `${base}/gradio_api`] : [pasted, base]
}

/** Finds the app at an address and reads its config. LOGIN_NEEDED, NOT_A_GRADIO_APP, UNREACHABLE. */
export const discover = async (send: Send, base: string, signal: AbortSignal | undefined): Promise<Discovered> => {
  let seen: Seen | undefined
  for (const place of places(base)) {
    const answer = await send(configRequest(place, signal))
    if (answer.status === 401 || answer.status === 403) throw await loginError(answer, place)
    if (answer.status >= 500 || answer.status === 429) throw await serverError(answer, place)
    const body = await answer.text()
    const json = parse(body)
    if (answer.ok && isConfig(json)) {
      const found = new URL(answer.url === '' ? `${place}/config` : answer.url)
      return {
        base: `${found.origin}${found.pathname.replace(/\/config\/?$/, '')}`.replace(/\/gradio_api$/, ''),
        config: readConfig(json, body),
      }
    }
    seen ??= { status: answer.status, text: describe(answer, json, body) }
  }
  throw new HfnError('NOT_A_GRADIO_APP', `No Gradio app at ${base}: ${seen?.text}`, {
    hint: 'Give the address the browser shows for the app, with its path; hfn info <url> shows what is there.',
    status: seen?.status,
  })
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const describe = (answer: Answer, json: unknown, body: string): string => {
  if (!answer.ok) return `/config answers HTTP ${answer.status}`
  if (json !== undefined) return '/config is JSON, but not of a Gradio app'
  const title = /<title[^>]{0,200}>([^<]{0,200})/i.exec(body.slice(0, 65_536))?.[1]
  return title === undefined ? '/config is not JSON' : `/config is a web page, "${printable(title).trim()}"`
}

const loginError = async (answer: Answer, place: string): Promise<HfnError> => {
  const { status } = answer
  await answer.discard()
  return new HfnError(
    status === 401 ? 'LOGIN_NEEDED' : 'FORBIDDEN',
    `The app at ${place} wants a login (HTTP ${status})`,
    {
      hint: 'Give --auth user:password, or --token for a private Space.',
      status,
    },
  )
}

const serverError = async (answer: Answer, place: string): Promise<HfnError> => {
  if (answer.status === 429) return answerError(answer, 'be asked')
  await answer.discard()
  return new HfnError('APP_STOPPED', `The app at ${place} is not running well (HTTP ${answer.status})`, {
    hint: 'It may be starting; try again in a minute.',
    status: answer.status,
  })
}
