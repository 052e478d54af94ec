import { serverSentEvents } from '../../core/sse.ts'
import type { Finished } from '../../callable/run.ts'
import { callEventMessage } from '../../wire/message.ts'
import { accept, tellCancel } from './accept.ts'
import { cancellable } from './cancellable.ts'
import { openStream } from './open-stream.ts'
import type { Line, Protocol, Submission } from './protocol.ts'
import { callRequest, callStreamRequest } from './request.ts'

const nameOf = ({ apiName, index }: Submission['endpoint']): string => apiName ?? String(index)

/**
 * The simple protocol of Gradio 4.20 and later: `POST /call/{name}`, then one stream per run. It carries outputs only, no
 * progress, logs or place in the queue, and state starts afresh with each run.
 */
export const callProtocol = (line: Line): Protocol => {
  const post: NonNullable<Protocol['post']> = ({ endpoint, data, run }) =>
    accept(line, callRequest(nameOf(endpoint), data), run)

  const read = async (eventId: string, submission: Submission, stop: AbortSignal): Promise<Finished> => {
    const answer = await openStream(line, callStreamRequest(nameOf(submission.endpoint), eventId, stop, line.silence))
    for await (const events of serverSentEvents(answer.chunks())) {
      for (const { event, data } of events) {
        const message = callEventMessage(event ?? 'message', data)
        const finished = message === undefined ? undefined : submission.take(message)
        if (finished !== undefined) return finished
      }
      await submission.run.ready()
    }
    throw new Error('the stream ended before the result came')
  }

  const follow = (eventId: string, submission: Submission): Promise<Finished> => {
    // The simple protocol's session is the event itself (gradio/routes.py, simple_predict_post).
    const tell = (): Promise<void> =>
      tellCancel(line, { index: submission.endpoint.index, eventId, session: eventId, alone: true })
    return cancellable({ signal: submission.run.signal, closed: line.closed, tell }, (stop) =>
      read(eventId, submission, stop).catch((error: unknown) => {
        throw submission.broken(error)
      }),
    )
  }

  return {
    post,
    follow,
    submit: async (submission) => {
      const eventId = await post(submission)
      submission.accepted?.(eventId)
      return follow(eventId, submission)
    },
  }
}
