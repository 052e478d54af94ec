import { HfnError } from '../../core/error.ts'
import { answerError } from '../answer-error.ts'
import { cancellable } from './cancellable.ts'
import type { Line, Protocol } from './protocol.ts'
import { runRequest } from './request.ts'

/** One request, one answer, no queue: what apps use for functions they took out of the queue. */
export const directProtocol = (line: Line, session: string): Protocol => ({
  submit: (submission) => {
    const { endpoint, data, run } = submission
    const tell = async (): Promise<void> => {}
    return cancellable({ signal: run.signal, closed: line.closed, tell }, async (stop) => {
      const answer = await line.send({ ...runRequest(endpoint.index, data, session), signal: stop })
      // Gradio answers 500 with {"error": …} when the function failed, and so for nothing else.
      const failed = answer.status === 500 && (answer.header('content-type') ?? '').startsWith('application/json')
      if (!answer.ok && !failed) throw await answerError(answer, 'run the function')
      const output = await answer.json()
      if (typeof output !== 'object' || output === null) throw new HfnError('BAD_ANSWER', 'The app answered no outputs')
      const finished = submission.take({ msg: 'process_completed', event_id: null, output, success: !failed })
      if (finished === undefined) throw new HfnError('BAD_ANSWER', 'The app answered no outputs')
      return finished
    })
  },
})
