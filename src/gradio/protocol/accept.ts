import { HfnError } from '../../core/error.ts'
import type { Run } from '../../callable/run.ts'
import { answerError } from '../answer-error.ts'
import { cancelRequest, joinRequest, resetRequest } from './request.ts'
import type { Line, LineRequest } from './protocol.ts'

/** How long an aborted run waits for the answer to its request, so that it can be cancelled by its id; milliseconds. */
const grace = 2_000

/** Sends the request that starts a run and gives the event id the app answered. */
export const accept = async (
  line: Line,
  request: LineRequest,
  run: Pick<Run, 'stopped' | 'onStop'>,
): Promise<string> => {
  if (run.stopped !== undefined) throw run.stopped
  let giveUp = (): void => {}
  const release = run.onStop(() => setTimeout(() => giveUp(), grace))
  try {
    const late = new Promise<never>((_, reject) => {
      giveUp = () => reject(run.stopped)
    })
    const answer = await Promise.race([line.send(request), late])
    if (!answer.ok) throw await answerError(answer, 'start the function')
    const body = await answer.json()
    const eventId = typeof body === 'object' && body !== null && 'event_id' in body ? body.event_id : undefined
    if (typeof eventId === 'string') return eventId
    throw new HfnError('BAD_ANSWER', 'The app took the call but gave no event id', {
      hint: 'Is there a proxy in between? See its answer with --debug.',
    })
  } finally {
    release()
  }
}

export interface CancelTarget {
  readonly index: number
  readonly eventId: string
  readonly session: string
  /** True when no other run of the same function is at work in this session. */
  readonly alone: boolean
}

/** No function has this index. */
const none = -1

/** Tells the app to stop a run; quiet when it cannot be told. */
export const tellCancel = async (line: Line, { index, eventId, session, alone }: CancelTarget): Promise<void> => {
  // The run is known by its event; its function is named only when no sibling in this session could be meant by it.
  const request = cancelRequest(alone ? index : none, eventId, session)
  const stopper = line.cancelling(index)
  // Before 4.31 there is no /cancel: what its page's stop button does is all there is.
  const older = stopper === undefined ? resetRequest(index, session) : joinRequest(stopper, [], { session })
  try {
    const answer = await line.send(request)
    await answer.discard()
    if ((answer.status !== 404 && answer.status !== 405) || !alone) return
    const second = await line.send(older)
    await second.discard()
  } catch {
    // The run is given up either way; an app that is gone needs no telling.
  }
}
