import { HfnError } from '../../core/error.ts'
import type { Finished } from '../../callable/run.ts'
import { readMessage } from '../../wire/message.ts'
import { cancellable } from './cancellable.ts'
import type { Line, Protocol, Submission } from './protocol.ts'
import { resetRequest } from './request.ts'
import { WebSocket } from 'ws'

/** The largest message taken from a server; bytes. */
const largest = 64 * 1024 * 1024

const openSocket = (line: Line, stop: AbortSignal): WebSocket => {
  const address = line.address('/queue/join').replace(/^http/, 'ws')
  const socket = new WebSocket(address, { headers: line.headers(), handshakeTimeout: 10_000, maxPayload: largest })
  stop.addEventListener('abort', () => socket.close(), { once: true })
  return socket
}

/** Talks one run through on its own socket: the server asks for the session, then for the data, then tells. */
const talk = (line: Line, session: string, submission: Submission, stop: AbortSignal): Promise<Finished> =>
  new Promise((resolve, reject) => {
    const { endpoint, data, run } = submission
    const socket = openSocket(line, stop)
    const hello = { fn_index: endpoint.index, session_hash: session }
    const silent = setTimeout(
      () => fail(new HfnError('TIMEOUT', `The app was silent for ${line.silence / 1000} s`)),
      line.silence,
    )
    const settle = (act: () => void): void => {
      clearTimeout(silent)
      socket.close()
      act()
    }
    const fail = (error: unknown): void => settle(() => reject(error))

    socket.on('error', (cause) => {
      fail(new HfnError('UNREACHABLE', `The connection to ${line.address('')} failed: ${cause.message}`, { cause }))
    })
    socket.on('unexpected-response', (_, answer) => {
      const code = answer.statusCode === 401 || answer.statusCode === 403 ? 'LOGIN_NEEDED' : 'BAD_ANSWER'
      fail(new HfnError(code, `The app would not open its queue (HTTP ${answer.statusCode})`))
    })
    socket.on('close', () => fail(new Error('the connection ended before the result came')))
    // Gradio 3 sends no heartbeats, but the protocol's own pings are answered while the server lives.
    socket.on('pong', () => silent.refresh())
    const ping = setInterval(() => socket.readyState === WebSocket.OPEN && socket.ping(), line.silence / 3)
    stop.addEventListener('abort', () => clearInterval(ping), { once: true })

    socket.on('message', (bytes: Buffer) => {
      silent.refresh()
      const message = readMessage(bytes.toString())
      if (message === undefined) return
      if (message.msg === 'send_hash') socket.send(JSON.stringify(hello))
      if (message.msg === 'send_data') socket.send(JSON.stringify({ ...hello, data, event_data: null }))
      try {
        const finished = submission.take(message)
        if (finished !== undefined) return settle(() => resolve(finished))
      } catch (error) {
        return fail(error)
      }
      const caughtUp = run.ready()
      if (caughtUp === undefined) return
      socket.pause()
      void caughtUp.then(() => socket.resume())
    })
  })

/** Protocol `ws` of Gradio 3: one WebSocket per run; closing it and `/reset` is how a run is cancelled. */
export const webSocketProtocol = (line: Line, session: string): Protocol => ({
  submit: (submission) => {
    const tell = async (): Promise<void> => {
      const answer = await line.send(resetRequest(submission.endpoint.index, session)).catch(() => undefined)
      await answer?.discard()
    }
    return cancellable({ signal: submission.run.signal, closed: line.closed, tell }, (stop) =>
      talk(line, session, submission, stop).catch((error: unknown) => {
        throw submission.broken(error)
      }),
    )
  },
})
