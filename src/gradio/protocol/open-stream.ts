import { HfnError } from '../../core/error.ts'
import type { Answer } from '../../core/http.ts'
import { printable } from '../../core/secret.ts'
import { answerError } from '../answer-error.ts'
import type { Line, LineRequest } from './protocol.ts'

/** Opens an event stream; refuses anything else that a proxy or a login page may answer. */
export const openStream = async (line: Line, request: LineRequest): Promise<Answer> => {
  const answer = await line.send(request)
  if (!answer.ok) throw await answerError(answer, 'stream the results')
  const type = answer.header('content-type') ?? ''
  if (type.startsWith('text/event-stream')) return answer
  const start = printable(await answer.text(4_096).catch(() => ''))
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
  throw new HfnError('BAD_ANSWER', `Expected a stream of events, got ${type || 'no content type'}: ${start}`, {
    hint: 'A proxy or a login page may stand in between; try --token or --auth, or another network.',
    status: answer.status,
  })
}

/** True when a connection broke under way; an answer that refuses is final. */
export const isBreak = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  (error.code === 'STREAM_BROKEN' || error.code === 'UNREACHABLE')
