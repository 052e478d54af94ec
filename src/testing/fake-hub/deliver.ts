import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setImmediate as turn } from 'node:timers/promises'
import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { BodyStream, HubAnswer } from './answer.ts'
import type { HubFault, SeenRequest } from './contract.ts'
import { corrupted, endless, shortened } from './faults.ts'
import { throttled } from './pace.ts'

export interface Delivery {
  readonly response: ServerResponse
  readonly seen: SeenRequest
  readonly fault: HubFault
  /** What the connection carries; undefined for all it can. */
  readonly bytesPerSecond: number | undefined
  readonly signal: AbortSignal
}

const streamOf = (body: HubAnswer['body']): BodyStream => {
  if (body === undefined) return { chunks: [], length: 0 }
  if (typeof body !== 'string' && 'chunks' in body) return body
  const bytes = Buffer.from(body)
  return { chunks: bytes.length === 0 ? [] : [bytes], length: bytes.length }
}

const isText = (headers: Readonly<Record<string, string>>): boolean =>
  /^(text\/|application\/json)/.test(headers['content-type'] ?? '')

/** The answer as the fault makes it, but for how it ends. */
const spoilt = (answer: HubAnswer, fault: HubFault): Pick<BodyStream, 'chunks'> & Pick<HubAnswer, 'headers'> => {
  const headers = { ...answer.headers }
  const whole = streamOf(answer.body)
  const { start = 0 } = whole
  let { chunks, length } = whole
  if (fault.corrupt !== undefined) chunks = corrupted(chunks, fault.corrupt - start)
  if (fault.gzip === true && isText(headers) && answer.status === 200) {
    chunks = Readable.from(chunks).pipe(createGzip())
    length = undefined
    headers['content-encoding'] = 'gzip'
  }
  if (fault.shorten !== undefined) {
    chunks = shortened(chunks, fault.shorten)
    if (length !== undefined) length = Math.min(length, fault.shorten)
  }
  if (fault.endless === true) {
    chunks = endless(chunks)
    length = undefined
  }
  if (length !== undefined && answer.status !== 204 && answer.status !== 304) headers['content-length'] = String(length)
  for (const [name, value] of Object.entries(fault.headers ?? {})) headers[name.toLowerCase()] = value
  return {
    headers: Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== '')),
    chunks,
  }
}

/** Writes, and waits until there is room for more or the other side is gone. */
const written = async (response: ServerResponse, piece: Uint8Array): Promise<void> => {
  if (response.write(piece) || response.closed) return
  await new Promise<void>((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done)
      resolve()
    }
    response.on('drain', done).on('close', done)
  })
}

/** After how many bytes of its body an answer breaks. */
const breakOf = ({ reset, hang }: HubFault): number =>
  Math.min(typeof reset === 'number' ? reset : Number.POSITIVE_INFINITY, hang ?? Number.POSITIVE_INFINITY)

/** Sends the body up to where it breaks. */
const sendBody = async (chunks: BodyStream['chunks'], stop: number, delivery: Delivery): Promise<void> => {
  const { response, seen, fault, signal } = delivery
  const bytesPerSecond = fault.throttle ?? delivery.bytesPerSecond
  const sent = stop === Number.POSITIVE_INFINITY ? chunks : shortened(chunks, stop)
  for await (const piece of bytesPerSecond === undefined ? sent : throttled(sent, { bytesPerSecond, signal })) {
    if (signal.aborted) return
    seen.sent += piece.length
    await written(response, piece)
  }
}

/** Sends an answer, as the fault of its request makes it. */
export const deliver = async (answer: HubAnswer, delivery: Delivery): Promise<void> => {
  const { response, seen, fault } = delivery
  const { headers, chunks } = spoilt(answer, fault)
  const stop = breakOf(fault)
  seen.status = answer.status
  if (answer.cookies !== undefined && answer.cookies.length > 0) response.setHeader('set-cookie', answer.cookies)
  response.writeHead(answer.status, headers)
  // What may take its time, or never come, must not hold back the head.
  if (stop < Number.POSITIVE_INFINITY || !('content-length' in headers)) response.flushHeaders()
  if (seen.method !== 'HEAD') await sendBody(chunks, stop, delivery)
  if (seen.method === 'HEAD' || seen.sent < stop) response.end()
  else if (stop === fault.reset) {
    await turn()
    response.socket?.resetAndDestroy()
  } else if (!response.closed) await once(response, 'close')
}
