import { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import { readLine, readSecret, typed } from './read-secret.ts'

describe('keys', () => {
  test.each([
    ['hf_a\r', { text: 'hf_a', end: 'enter' }],
    ['hf_a\nrest', { text: 'hf_a', end: 'enter' }],
    ['hf_x\u007F\ba', { text: 'hfa' }],
    ['\u007F\u007Fa', { text: 'a' }],
    ['wrong\u0015hf_a', { text: 'hf_a' }],
    ['h\u001B[Af\u001B[1;5D_\u001BOP\u001B[200~a\u001B[201~', { text: 'hf_a' }],
    ['hf_a\u0003b', { text: 'hf_a', end: 'stop' }],
    ['\u0004', { text: '', end: 'stop' }],
    ['a\u0000\t\u001A\u{1F600}\u007Fb', { text: 'ab' }],
  ])('%j means %j', (keys, result) => {
    expect(typed('', keys)).toEqual(result)
  })
})

class Keyboard extends EventEmitter {
  readonly said: string[] = []
  setRawMode(on: boolean): void {
    this.said.push(on ? 'raw' : 'cooked')
  }
  setEncoding(): void {}
  resume(): void {
    this.said.push('reads')
  }
  pause(): void {
    this.said.push('rests')
  }
}

const ask = () => {
  const keyboard = new Keyboard()
  const stop = new AbortController()
  const written: string[] = []
  let interrupts = 0
  const out = {
    write: async (chunk: string | Uint8Array): Promise<void> => void written.push(String(chunk)),
  }
  const secret = readSecret('Token: ', keyboard, { out, signal: stop.signal, onInterrupt: () => interrupts++ })
  const begun = new Promise<void>((resolve) => setImmediate(resolve))
  return { keyboard, stop, written, secret, begun, interrupts: () => interrupts }
}

describe('a secret', () => {
  test('is taken piece by piece and shown nowhere; then the keyboard is as before', async () => {
    const { keyboard, written, secret, begun } = ask()
    await begun
    for (const keys of ['hf', '_a', 'b\u007F', '\r']) keyboard.emit('data', keys)
    expect(await secret).toBe('hf_a')
    expect(written).toEqual(['Token: ', '\n'])
    expect(keyboard.said).toEqual(['raw', 'reads', 'rests', 'cooked'])
    expect(keyboard.eventNames()).toEqual([])
  })

  test.each([
    ['Ctrl-C', ({ keyboard }: ReturnType<typeof ask>) => keyboard.emit('data', 'hf_\u0003'), 1],
    ['a terminal that goes away', ({ keyboard }: ReturnType<typeof ask>) => keyboard.emit('end'), 0],
    ['a signal', ({ stop }: ReturnType<typeof ask>) => stop.abort(), 0],
  ])('is given up by %s, and the keyboard is as before', async (_, give, interrupts) => {
    const asked = ask()
    await asked.begun
    give(asked)
    await expect(asked.secret).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(asked.keyboard.said.slice(-2)).toEqual(['rests', 'cooked'])
    expect(asked.keyboard.eventNames()).toEqual([])
    expect(asked.interrupts()).toBe(interrupts)
  })
})

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text)
}

describe('the first line of a pipe', () => {
  test.each([
    [['hf_a\nhf_b\n'], 'hf_a'],
    [['h', 'f_', 'a'], 'hf_a'],
    [['\nhf_a'], ''],
    [[], ''],
  ])('%j gives %j', async (texts, line) => {
    expect(await readLine(pieces(...texts))).toBe(line)
  })

  test('is read no further than it has to be', async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) yield Buffer.alloc(10_000, 'a')
    }
    expect((await readLine(endless())).length).toBeLessThan(80_000)
  })
})
