import { HfnError, type ErrorCode } from './error.ts'
import type { Failure } from './exchange.ts'
import { oneLine } from './secret.ts'

interface Trouble {
  readonly code?: ErrorCode
  readonly message: (place: string, reason: string) => string
  readonly hint: string
  /** It can only happen before the other side has the request. */
  readonly unsent?: boolean
  /** Trying again cannot help. */
  readonly final?: boolean
}

const network = 'Check the network, and HTTPS_PROXY if you are behind a proxy.'

const refused: Trouble = {
  message: (place) => `Nothing answers at ${place}: connection refused`,
  hint: 'Start it, or check the address and the port.',
  unsent: true,
}

const unknownName: Trouble = {
  message: (place) => `Nothing answers at ${place}: no computer has this name`,
  hint: 'Check the spelling of the address, and whether this computer is online.',
  unsent: true,
  final: true,
}

const noLookup: Trouble = {
  message: (place) => `Nothing answers at ${place}: its name cannot be looked up at the moment`,
  hint: network,
  unsent: true,
}

const closed: Trouble = {
  message: (place) => `${place} closed the connection without an answer`,
  hint: 'It may have taken the request: look there before you send it again.',
}

const notTls: Trouble = {
  message: (place) => `${place} does not speak TLS`,
  hint: 'Try http:// instead of https://.',
  unsent: true,
  final: true,
}

const untrusted: Trouble = {
  message: (place, reason) => `The certificate of ${place} is not trusted: ${reason}`,
  hint: 'A proxy may stand in between. To trust it, name a file of certificates in NODE_EXTRA_CA_CERTS or SSL_CERT_FILE.',
  unsent: true,
  final: true,
}

const wrongTime: Trouble = {
  ...untrusted,
  hint: "Is this computer's clock right? If it is, the other side has to act.",
}

const notHttp: Trouble = {
  code: 'BAD_ANSWER',
  message: (place) => `What answers at ${place} does not speak HTTP`,
  hint: 'Check the port, and whether it wants https://.',
  final: true,
}

const other: Trouble = { message: (place, reason) => `No answer from ${place}: ${reason}`, hint: network }

/** By error code of the system, of Node's TLS and HTTP parser, or of its `fetch` (`UND_ERR_…`); the first that fits. */
const troubles: readonly (readonly [RegExp, Trouble])[] = [
  [/^ECONNREFUSED$/, refused],
  [/^ENOTFOUND$/, unknownName],
  [/^EAI_/, noLookup],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, closed],
  [/^UND_ERR_CONNECT_TIMEOUT$/, { ...other, code: 'TIMEOUT', unsent: true }],
  [/^(EPROTO$|ERR_SSL_)/, notTls],
  [/^CERT_(?:HAS_EXPIRED|NOT_YET_VALID)$/, wrongTime],
  [/CERT|^UNABLE_TO_/, untrusted],
  [/^HPE_/, notHttp],
]

interface Coded {
  readonly code: string
  readonly message: string
  readonly syscall: unknown
}

/** The outermost error that has a code: `fetch` wraps the one that tells. */
const coded = (cause: unknown, depth = 0): Coded => {
  if (!(cause instanceof Error) || depth > 4) return { code: '', message: String(cause), syscall: undefined }
  if ('code' in cause && typeof cause.code === 'string')
    return { code: cause.code, message: cause.message, syscall: 'syscall' in cause ? cause.syscall : undefined }
  return cause.cause === undefined
    ? { code: '', message: cause.message, syscall: undefined }
    : coded(cause.cause, depth + 1)
}

/** Where an exchange stood when it failed. */
export interface Stage {
  /** Who was spoken to: an origin, or a proxy. */
  readonly place: string
  readonly connected: boolean
  /** The connection had served before. */
  readonly reused: boolean
}

/** What an error of a transport means. */
export const failure = (cause: unknown, { place, connected, reused }: Stage): Failure => {
  // Our own are a limit, a cancel or an unreadable body; of these only a connection that took too long is worth another try.
  if (HfnError.is(cause))
    return {
      error: cause,
      reached: connected,
      unsent: !connected,
      final: connected || cause.code !== 'TIMEOUT',
      stale: false,
    }
  const { code, message, syscall } = coded(cause)
  const trouble = troubles.find(([pattern]) => pattern.test(code))?.[1] ?? other
  const error = new HfnError(trouble.code ?? 'UNREACHABLE', trouble.message(place, oneLine(message) || code), {
    hint: trouble.hint,
    cause,
  })
  return {
    error,
    reached: connected,
    // A write that failed kept back part of the request, and part of a request is none.
    unsent: trouble.unsent ?? (!connected || syscall === 'write' || syscall === 'connect'),
    final: trouble.final ?? false,
    stale: reused && trouble === closed,
  }
}

/** The error of a body that ended before its end. */
export const broken = (url: string, bytes: number, cause?: unknown): HfnError =>
  new HfnError('STREAM_BROKEN', `The answer of ${url} broke off after ${bytes} bytes`, {
    hint: 'The other side or the network closed the connection; try again.',
    cause,
  })
