import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { interpreter, type Environment } from '../environments.ts'
import type { HubAnswer } from './hub-answer.ts'

/** What a fork is to be. */
export interface Order {
  /** Python text. */
  readonly code: string
  /** `sys.argv`. */
  readonly words: readonly string[]
  readonly folder: string
  readonly environment: NodeJS.ProcessEnv
  /** Seconds until it is killed and the promise rejects. */
  readonly limit: number
}

type Answer = HubAnswer & { readonly id: number }

/** A Python that has imported what `hf` needs, and becomes a command by forking: half a second less for each. */
class Forks {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>
  readonly #waiting = new Map<number, (answer: HubAnswer | Error) => void>()
  #orders = 0

  constructor(program: string) {
    this.#child = spawn(program, [join(import.meta.dirname, 'forks.py')], {
      env: { PATH: process.env['PATH'], LANG: 'C.UTF-8' },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    this.#child.stdin.on('error', () => {})
    this.#child.once('error', (error) => this.#end(error))
    this.#child.once('close', (status) => this.#end(new Error(`forks.py ended with ${status}`)))
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      const { id, ...answer } = JSON.parse(line) as Answer
      this.#waiting.get(id)?.(answer)
    })
  }

  #end(error: Error): void {
    for (const settle of this.#waiting.values()) settle(error)
  }

  #send(message: object): void {
    this.#child.stdin.write(`${JSON.stringify(message)}\n`)
  }

  async run({ limit, ...order }: Order): Promise<HubAnswer> {
    const id = this.#orders++
    const killed = new Error(`${order.words.join(' ')} was killed after ${limit} s`)
    const timer = setTimeout(() => this.#send({ kill: id }), limit * 1000)
    try {
      const answer = await new Promise<HubAnswer | Error>((resolve) => {
        this.#waiting.set(id, resolve)
        this.#send({ id, ...order })
      })
      if (answer instanceof Error) throw answer
      if (answer.status < 0) throw killed
      return answer
    } finally {
      clearTimeout(timer)
      this.#waiting.delete(id)
    }
  }
}

const started = new Map<Environment, Promise<Forks>>()

/** Runs Python text in a process of its own, where nothing of `huggingface_hub` has been imported yet. */
export async function forked(version: Environment, order: Order): Promise<HubAnswer> {
  const forks = started.get(version) ?? interpreter(version).then((program) => new Forks(program))
  started.set(version, forks)
  return (await forks).run(order)
}
