import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Listening, ListenOptions } from '../../src/serve/listen.ts'
import { createApp, listen, type ServeOptions } from '../../src/serve/index.ts'
import { functions } from './functions.ts'

/** Serves the functions of these tests on a port of its own until the test is over. */
export const start = async (options: ServeOptions = {}, how: ListenOptions = {}): Promise<Listening> => {
  const server = await listen(createApp(functions(), options), { port: 0, ...how })
  onTestFinished(async () => server.close({ drain: 0 }))
  return server
}

/** A connection that says exactly what the test says. */
export const dial = async (port: number, host = '127.0.0.1'): Promise<Socket> => {
  const socket = connect({ port, host })
  socket.on('error', () => {})
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  return socket
}

/** All that comes until the other side ends the connection, or until it was `enough`. */
export const heard = async (socket: Socket, enough: (text: string) => boolean = () => false): Promise<string> => {
  let text = ''
  for await (const chunk of socket) {
    text += String(chunk)
    if (enough(text)) break
  }
  return text
}

/** Sends a request line and headers as they stand, and gives the whole answer. */
export const raw = async (port: number, head: readonly string[], body = ''): Promise<string> => {
  const socket = await dial(port)
  socket.write(`${[...head, 'Connection: close'].join('\r\n')}\r\n\r\n${body}`)
  return heard(socket)
}

export const statusOf = (answer: string): number => Number(answer.split(' ', 2)[1])

/** The value of a header in a whole answer. */
export const headerOf = (answer: string, name: string): string | undefined =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(answer.split('\r\n\r\n', 1)[0] ?? '')?.[1]?.trim()

export const json = { 'content-type': 'application/json' }

/** The cookies a login gives, as a client sends them back. */
export const login = async (url: string, username: string, password: string): Promise<string> => {
  const answer = await fetch(`${url}/login`, { method: 'POST', body: new URLSearchParams({ username, password }) })
  if (answer.status !== 200) throw new Error(`login answered ${answer.status}`)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ')
}
