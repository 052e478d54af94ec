import { execFile, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** No proxy between us and this machine; a line that hangs ends after a minute. */
const always = ['-sS', '--noproxy', '*', '--max-time', '60']

/** Runs one line of curl and gives what it printed. */
export const line = async (...words: readonly string[]): Promise<string> =>
  (await execute('curl', [...always, ...words])).stdout

/** Runs one line of curl and gives its output line by line, as it comes. */
export async function* follow(...words: readonly string[]): AsyncGenerator<string> {
  const child = spawn('curl', [...always, '-N', ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    yield* createInterface(child.stdout)
  } finally {
    child.kill()
  }
}

export type CallEvent = readonly [event: string, data: unknown]

/** The events a stream of `/call` told. */
const eventsIn = (text: string): CallEvent[] =>
  Array.from(text.matchAll(/^event: (.*)\ndata: (.*)\n$/gm), ([, event = '', data = '']) => [event, JSON.parse(data)])

/** A call as Gradio's curl guide makes it: POST for an event id, GET for its events. */
export class Guide {
  readonly #api: string
  readonly #words: readonly string[]

  /** `words` go with every line, such as those that name a file of cookies. */
  constructor(api: string, ...words: readonly string[]) {
    this.#api = api
    this.#words = words
  }

  async post(path: string, body: object): Promise<unknown> {
    const words = ['-X', 'POST', '-H', 'Content-Type: application/json', '-d', JSON.stringify(body)]
    return JSON.parse(await line(this.#api + path, ...this.#words, ...words))
  }

  get(path: string): Promise<string> {
    return line('-N', this.#api + path, ...this.#words)
  }

  messages(session: string): AsyncGenerator<string> {
    return follow(`${this.#api}/queue/data?session_hash=${session}`, ...this.#words)
  }

  /** The id of a new event; the body of the answer is the error when there is none. */
  async start(path: string, body: object): Promise<string> {
    const answer = await this.post(path, body)
    if (typeof answer === 'object' && answer !== null && 'event_id' in answer) return String(answer.event_id)
    throw new Error(JSON.stringify(answer))
  }

  async events(name: string, id: string): Promise<CallEvent[]> {
    return eventsIn(await this.get(`/call/${name}/${id}`)).filter(([event]) => event !== 'heartbeat')
  }

  /** The outputs of a call that completes. */
  async outputs(name: string, id: string): Promise<readonly unknown[]> {
    const [event, data] = (await this.events(name, id)).at(-1) ?? []
    if (event === 'complete' && Array.isArray(data)) return data
    throw new Error(JSON.stringify(data))
  }

  async call(name: string, ...data: readonly unknown[]): Promise<unknown> {
    return (await this.outputs(name, await this.start(`/call/${name}`, { data })))[0]
  }
}
