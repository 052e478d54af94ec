import { spread } from '../spread.js'
import { measure, memory } from './meter.js'

/**
 * What a client process can be told to do; each gives figures by name. `python.py` has the same under the same names.
 * @typedef {{ load: () => Promise<unknown>, connect: (url: string) => Promise<any> }} Implementation
 */

/** Fails loudly: a figure of work that was not done says nothing. */
const expectSame = (what, found, expected) => {
  if (found !== expected)
    throw new Error(`${what}: got ${String(found).slice(0, 80)}, not ${String(expected).slice(0, 80)}`)
}

const per = ({ wall, cpu }, count) => ({ wall: wall / count, cpu: cpu / count })

/** Makes `count` calls, always `parallel` of them in flight. */
const callMany = async (app, count, parallel) => {
  let next = 0
  const lane = async () => {
    while (next < count) {
      const text = `call ${next++}`
      expectSame('echo', await app.run('echo', text), text)
    }
  }
  await Promise.all(Array.from({ length: parallel }, lane))
}

/** Twice, with a turn between, for what is let go only after a finalizer has run. */
const collectGarbage = async () => {
  globalThis.gc?.()
  await new Promise(setImmediate)
  globalThis.gc?.()
}

/** @type {Record<string, (implementation: Implementation, options: any) => Promise<Record<string, unknown>>>} */
export const tasks = {
  import: ({ load }) => measure(load),

  /** From nothing to the first answer. */
  first: ({ connect }, { url }) =>
    measure(async () => expectSame('echo', await (await connect(url)).run('echo', 'first'), 'first')),

  async connect({ connect }, { url, count }) {
    const once = async () => (await connect(url)).close()
    await once()
    return per(
      await measure(async () => {
        for (let index = 0; index < count; index++) await once()
      }),
      count,
    )
  },

  async calls({ connect }, { url, count, parallel }) {
    const app = await connect(url)
    await callMany(app, Math.ceil(count / 5), parallel)
    const spent = await measure(() => callMany(app, count, parallel))
    return { ...per(spent, count), peak: memory().peak }
  },

  async stream({ connect }, { url, run, argument, events, size, repeat }) {
    const app = await connect(url)
    const once = async () => {
      const result = await app.stream(run, argument)
      if (result.events < events) throw new Error(`${run}: ${result.events} of ${events} events came`)
      if (size !== undefined) expectSame(`size of ${run}`, result.last.length, size)
    }
    if (repeat > 1) await once()
    const spent = await measure(async () => {
      for (let index = 0; index < repeat; index++) await once()
    })
    return { ...per(spent, repeat), peak: memory().peak }
  },

  async memory({ connect }, { url, count }) {
    const app = await connect(url)
    const laps = []
    while (laps.length < 8) {
      await callMany(app, count / 8, 8)
      await collectGarbage()
      laps.push(process.memoryUsage().heapUsed)
    }
    // What is kept for a call grows in every lap; caches and compiled code grow in some.
    const kept = laps.slice(2).map((heap, index) => heap - laps[index + 1])
    return { peak: memory().peak, kept: spread(kept).median / (count / 8) }
  },

  async upload({ connect }, { url, path, bytes }) {
    const app = await connect(url)
    await app.run('echo', 'warm')
    const before = memory().held
    let stored
    const spent = await measure(async () => {
      stored = await app.runWithFile('keep', path)
    })
    const arrived = Number(/\/(\d+)\//.exec(stored)?.[1])
    if (!(arrived > bytes)) throw new Error(`upload: ${arrived} of ${bytes} bytes arrived`)
    return { ...spent, grown: memory().peak - before }
  },

  /** Ends without a word to the client: a script that simply has no more to do. */
  async exit({ connect }, { url }) {
    const app = await connect(url)
    expectSame('echo', await app.run('echo', 'last'), 'last')
    return { at: performance.timeOrigin + performance.now() }
  },
}
