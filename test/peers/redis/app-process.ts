/** One process of an app: `node app-process.js <settings as JSON>`; its first line tells its address. Run by processes.ts. */
import { existsSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { define } from '../../../src/callable/define.ts'
import { createApp, listen, redisQueue } from '../../../src/serve/index.ts'
import type { RedisQueueOptions } from '../../../src/serve/lazy-redis.ts'
import { localStorage } from '../../../src/serve/local-files.ts'

export interface AppSettings extends Omit<RedisQueueOptions, 'onError'> {
  readonly url: string
  /**
   * Shared by all processes; every start of a run adds `<process> <word>` to its file `starts`, and every process that
   * was asked to end a line to `endings`.
   */
  readonly folder: string
  readonly concurrency?: number | undefined
}

const settings = JSON.parse(process.argv[2] ?? '') as AppSettings
const { url, folder, concurrency, ...options } = settings
const begins = (word: string): Promise<void> => appendFile(`${folder}/starts`, `${process.pid} ${word}\n`)

const spell = define({
  name: 'spell',
  description: 'Ends when there is a file of this name in the shared folder, if one is given.',
  input: {
    word: { type: 'string' },
    milliseconds: { type: 'integer', default: 10 },
    until: { type: 'string', default: '' },
  },
  output: { text: { type: 'string' } },
  async *run({ word, milliseconds, until }, { signal }) {
    await begins(word)
    for (let length = 1; length <= word.length; length++) {
      yield word.slice(0, length)
      await pause(milliseconds, undefined, { signal })
    }
    while (!existsSync(`${folder}/${until}`)) await pause(10, undefined, { signal })
    yield `${word}!`
  },
})

const visits = define({
  name: 'visits',
  input: {},
  output: { count: { type: 'integer' } },
  run: (_, { session }) => (session.state['visits'] = Number(session.state['visits'] ?? 0) + 1),
})

const app = createApp([spell, visits], {
  queue: redisQueue(url, options),
  files: localStorage({ folder: `${folder}/files` }),
  concurrency,
})

if (options.role === 'worker') process.stdout.write(`${JSON.stringify({ url: '' })}\n`)
else process.stdout.write(`${JSON.stringify({ url: (await listen(app, { port: 0 })).url })}\n`)

process.on('SIGTERM', () => {
  void app.close().then(() => process.exit(0))
  void appendFile(`${folder}/endings`, `${process.pid}\n`)
})
