import { serverSentEvents } from '../../core/sse.ts'
import type { Finished } from '../../callable/run.ts'
import { readMessage } from '../../wire/message.ts'
import { answerError } from '../answer-error.ts'
import { tellCancel } from './accept.ts'
import { cancellable } from './cancellable.ts'
import { openStream } from './open-stream.ts'
import type { Line, Protocol, Submission } from './protocol.ts'
import { queueDataRequest, queueStreamRequest } from './request.ts'

/** Protocol `sse` of Gradio 4.0 to 4.8: one stream per run, opened at `/queue/join`; the data follow when the server asks. */
export const sseV0Protocol = (line: Line, session: string): Protocol => {
  const read = async (
    submission: Submission,
    known: (eventId: string) => void,
    stop: AbortSignal,
  ): Promise<Finished> => {
    const { endpoint, data, run } = submission
    const answer = await openStream(line, queueStreamRequest(endpoint.index, session, stop, line.silence))
    for await (const events of serverSentEvents(answer.chunks())) {
      for (const event of events) {
        const message = readMessage(event.data)
        if (message?.msg === 'send_data') {
          const eventId = message.event_id ?? ''
          known(eventId)
          submission.accepted?.(eventId)
          const taken = await line.send({ ...queueDataRequest(endpoint.index, data, session, eventId), signal: stop })
          if (!taken.ok) throw await answerError(taken, 'take the inputs')
          await taken.discard()
        }
        const finished = message === undefined ? undefined : submission.take(message)
        if (finished !== undefined) return finished
      }
      await run.ready()
    }
    throw new Error('the stream ended before the result came')
  }

  return {
    submit: (submission) => {
      let eventId: string | undefined
      const tell = async (): Promise<void> => {
        if (eventId !== undefined)
          await tellCancel(line, { index: submission.endpoint.index, eventId, session, alone: true })
      }
      const known = (id: string): void => {
        eventId = id
      }
      return cancellable({ signal: submission.run.signal, closed: line.closed, tell }, (stop) =>
        read(submission, known, stop).catch((error: unknown) => {
          throw submission.broken(error)
        }),
      )
    },
  }
}
