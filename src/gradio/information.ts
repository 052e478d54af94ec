import { HfnError } from '../core/error.ts'
import type { Answer, HttpRequest } from '../core/http.ts'
import { pathsOf } from '../wire/path.ts'
import { answerError } from './answer-error.ts'

/** The app's own documentation of its endpoints, `/info`. */
export const informationRequest = (base: string, prefix: string, signal?: AbortSignal): HttpRequest => ({
  url: `${base}${pathsOf(prefix).info}`,
  headers: { accept: 'application/json' },
  compress: true,
  signal,
})

/** Reads `/info`; undefined when the app has none or a broken one, which some versions do: config then tells enough. */
export const readInformation = async (
  send: (request: HttpRequest) => Promise<Answer>,
  request: HttpRequest,
): Promise<unknown> => {
  const answer = await send(request)
  if (answer.status === 401) throw await answerError(answer, 'describe itself')
  if (!answer.ok) {
    await answer.discard()
    return undefined
  }
  return answer.json().catch((error: unknown) => {
    if (HfnError.is(error) && error.code === 'BAD_ANSWER') return undefined
    throw error
  })
}
