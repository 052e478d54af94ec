import { HfnError } from '../../core/error.ts'
import { callProtocol } from './call.ts'
import type { ProtocolMaker } from './protocol.ts'
import { SessionStream } from './session-stream.ts'
import { sseV0Protocol } from './sse-v0.ts'

export interface ProtocolKind {
  readonly make: ProtocolMaker
  /** True where outputs after the first come as differences. */
  readonly diffs: boolean
  /** True where the app does not fetch a web address given as a file: we do. */
  readonly fetchUrls?: boolean
}

const sessionStream: ProtocolMaker = (line, session) => new SessionStream(line, session)

/** `ws` needs a library of its own, which is loaded at the first call only. */
const lazyWebSocket: ProtocolMaker = (line, session) => ({
  submit: async (submission) => {
    const { webSocketProtocol } = await import('./web-socket.ts')
    return webSocketProtocol(line, session).submit(submission)
  },
})

const kinds = new Map<string, ProtocolKind>([
  ['ws', { make: lazyWebSocket, diffs: false, fetchUrls: true }],
  ['sse', { make: sseV0Protocol, diffs: false }],
  ['sse_v1', { make: sessionStream, diffs: false }],
  ['sse_v2', { make: sessionStream, diffs: true }],
  ['sse_v2.1', { make: sessionStream, diffs: true }],
  ['sse_v3', { make: sessionStream, diffs: true }],
  ['call', { make: callProtocol, diffs: false }],
])

/**
 * The protocol of that name; one newer than we know is spoken to as the newest we know.
 * @throws BAD_USAGE when there is no such protocol
 */
export const kindOf = (name: string): ProtocolKind => {
  const kind = kinds.get(name) ?? (name.startsWith('sse_') ? kinds.get('sse_v3') : undefined)
  if (kind !== undefined) return kind
  throw new HfnError('BAD_USAGE', `The app speaks ${name}, which hfn does not`, {
    hint: `Known are ${[...kinds.keys()].join(', ')}.`,
  })
}
