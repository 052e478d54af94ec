import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { bundle } from './redis/bundle.ts'
import { redisServer } from './redis/server.ts'

const opened: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close()
})

const source = 'test/peers/redis/open-and-close.ts'

for (const away of [false, true]) {
  test(`a process that closed its queue ends by itself${away ? ', also when Redis is away' : ''}`, async () => {
    const server = await redisServer()
    opened.push({ close: () => server.stop() })
    const script = await bundle(source)
    opened.push(script)
    const child = spawn(process.execPath, [script.script, server.url], { stdio: ['pipe', 'pipe', 'inherit'] })
    opened.push({ close: async () => void child.kill('SIGKILL') })
    const ended = once(child, 'exit')
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    await once(child.stdout, 'data')
    if (away) await server.crash()
    child.stdin.write('close\n')
    expect(await ended).toEqual([0, null])
    expect(said).toBe('open\nclosed\n')
  })
}

test('without the packages it needs, the queue says which to install', async () => {
  const script = await bundle(source, { packages: false })
  opened.push(script)
  const { stdout } = await promisify(execFile)(process.execPath, [script.script, 'redis://127.0.0.1:1'])
  expect(JSON.parse(stdout)).toMatchObject({ code: 'BAD_USAGE', hint: 'npm install bullmq ioredis' })
})
