import type { Answer, HttpRequest } from '../core/http.ts'

/** Holds the app's heartbeat open, which keeps the session's state alive there; opened at the first run that needs state. */
export interface Heartbeat {
  start(): void
}

/** Pause before a lost heartbeat is opened again, doubled each time up to a minute; milliseconds. */
const firstPause = 1_000

export const createHeartbeat = (
  send: (request: HttpRequest) => Promise<Answer>,
  url: string,
  closed: AbortSignal,
): Heartbeat => {
  let started = false

  const beat = async (): Promise<void> => {
    const answer = await send({
      url,
      headers: { accept: 'text/event-stream' },
      signal: closed,
      background: true,
      retry: 'never',
    })
    if (!answer.ok) return answer.discard()
    for await (const _ of answer.chunks()) continue
  }

  const run = async (): Promise<void> => {
    for (let pause = firstPause; !closed.aborted; pause = Math.min(pause * 2, 60_000)) {
      await beat().catch(() => undefined)
      await new Promise<void>((resolve) => {
        const timer: unknown = setTimeout(resolve, pause)
        // The heartbeat must not keep a finished process alive.
        if (typeof timer === 'object' && timer !== null && 'unref' in timer && typeof timer.unref === 'function')
          timer.unref()
      })
    }
  }

  return {
    start: () => {
      if (started) return
      started = true
      void run()
    },
  }
}
