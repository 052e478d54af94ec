import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below the ports that systems hand out by themselves (32,768 on Linux), so that nobody is given one between our look and the server's start. */
const range = { first: 12_000, last: 32_000 }

/** Ports given before: their servers may not listen yet. */
const given = new Set<number>()

/** Ports of this machine that are free now and were not given before. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = []
  while (ports.length < count) {
    const port = range.first + Math.floor(Math.random() * (range.last - range.first))
    if (given.has(port)) continue
    given.add(port)
    if (await isFree(port)) ports.push(port)
  }
  return ports
}

async function isFree(port: number): Promise<boolean> {
  const listener = createServer().listen(port, '127.0.0.1')
  try {
    await once(listener, 'listening')
    return true
  } catch {
    return false
  } finally {
    listener.close()
  }
}
