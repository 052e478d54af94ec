import { HfnError } from './error.ts'

/** One event of `text/event-stream`; `event` is absent for the default type. */
export interface ServerSentEvent {
  readonly event?: string | undefined
  readonly data: string
  readonly id?: string | undefined
}

export interface ServerSentEventsOptions {
  /** Bytes one event may have; default 64 MiB, TOO_LARGE above. */
  readonly limit?: number | undefined
}

const quick = new TextDecoder('utf-8', { ignoreBOM: true })
const steady = new TextDecoder('utf-8', { ignoreBOM: true })

const tooLarge = (limit: number): HfnError =>
  new HfnError('TOO_LARGE', `An event of the stream is larger than ${limit} bytes`, {
    hint: 'Let the function send less at once, for example a file.',
  })

/** Bytes of room for an unfinished line that are kept for the next one. */
const keptRoom = 1024 * 1024

/**
 * Bytes in, whole lines out: every byte is looked at once and decoded once, so that one event of many megabytes costs no more
 * than many small ones. No character is cut, for in UTF-8 no part of one looks like the end of a line.
 */
class Lines {
  /** Bytes after the last end of a line. */
  size = 0
  #room = new Uint8Array(0)
  #ascii = true
  #first = true
  #returned = false

  /** All lines that are whole by now, each with a line feed at its end. */
  push(chunk: Uint8Array): string {
    const end = Math.max(chunk.lastIndexOf(0x0a), chunk.lastIndexOf(0x0d)) + 1
    if (end === 0) {
      this.#hold(chunk)
      return ''
    }
    const head = end === chunk.length ? chunk : chunk.subarray(0, end)
    if (this.size > 0) this.#hold(head)
    const text = this.#decode(this.size > 0 ? this.#room.subarray(0, this.size) : head)
    this.size = 0
    if (this.#room.length > keptRoom) this.#room = new Uint8Array(0)
    if (end < chunk.length) this.#hold(chunk.subarray(end))
    return this.#normal(text)
  }

  #hold(bytes: Uint8Array): void {
    const size = this.size + bytes.length
    if (size > this.#room.length) {
      // Room not written to costs no memory, and moving into larger room does cost time.
      const room = new Uint8Array(Math.max(size, 4 * this.#room.length))
      room.set(this.#room.subarray(0, this.size))
      this.#room = room
    }
    this.#room.set(bytes, this.size)
    this.size = size
  }

  /** Node decodes plain ASCII seven times faster at once than as a stream, and all else only half as fast. */
  #decode(lines: Uint8Array): string {
    const text = this.#ascii ? quick.decode(lines) : steady.decode(lines, { stream: true })
    this.#ascii = text.length === lines.length
    return text
  }

  /** Without the byte order mark of the stream, and with one kind of line end. */
  #normal(text: string): string {
    const marked = this.#first && text.startsWith('\uFEFF')
    // The line feed of a pair whose carriage return came before.
    const halved = this.#returned && text.startsWith('\n')
    this.#first = false
    this.#returned = text.endsWith('\r')
    const rest = marked || halved ? text.slice(1) : text
    return rest.includes('\r') ? rest.replace(/\r\n?/g, '\n') : rest
  }
}

/** Lines in, events out (WHATWG HTML §9.2.6). */
class Events {
  /** Characters of data of the event that is not whole yet. */
  size = 0
  #event: string | undefined
  #id: string | undefined
  #data: string | undefined

  push(lines: string, limit: number): ServerSentEvent[] {
    const events: ServerSentEvent[] = []
    for (let start = 0; start < lines.length;) {
      const end = lines.indexOf('\n', start)
      // Nearly every line is one of these.
      if (lines.startsWith('data: ', start)) this.#add(lines.slice(start + 6, end))
      else if (end > start) this.#line(lines.slice(start, end))
      else {
        if (this.size > limit) throw tooLarge(limit)
        if (this.#data !== undefined) events.push({ event: this.#event, data: this.#data, id: this.#id })
        this.#event = undefined
        this.#id = undefined
        this.#data = undefined
        this.size = 0
      }
      start = end + 1
    }
    return events
  }

  #add(value: string): void {
    this.#data = this.#data === undefined ? value : `${this.#data}\n${value}`
    this.size += value.length
  }

  #line(line: string): void {
    const colon = line.indexOf(':')
    const name = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)
    if (name === 'data') this.#add(value)
    else if (name === 'event') this.#event = value === '' ? undefined : value
    else if (name === 'id' && !value.includes('\0')) this.#id = value
  }
}

/**
 * The events of a stream, in batches: those that a chunk of the network brought together.
 * Comments and fields without a meaning here are left out; an event that is not ended by an empty line is no event.
 */
export const serverSentEvents = async function* (
  chunks: AsyncIterable<Uint8Array>,
  { limit = 64 * 1024 * 1024 }: ServerSentEventsOptions = {},
): AsyncGenerator<readonly ServerSentEvent[], undefined> {
  const lines = new Lines()
  const events = new Events()
  for await (const chunk of chunks) {
    const batch = events.push(lines.push(chunk), limit)
    if (batch.length > 0) yield batch
    if (lines.size + events.size > limit) throw tooLarge(limit)
  }
}
