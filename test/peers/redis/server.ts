import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePorts } from '../ports.ts'

export interface RedisServer {
  readonly url: string
  /** What it does not do, it does later: nobody hears from it until `resume`. */
  suspend(): void
  resume(): void
  /** Ends it as a crash would. What it kept on disk is there when it starts again on the same port. */
  crash(): Promise<void>
  restart(): Promise<void>
  stop(): Promise<void>
}

export interface RedisServerOptions {
  /** Further settings, such as `--requirepass`. */
  readonly settings?: readonly string[]
}

/** Starts a Redis of its own on a free port; what it keeps is kept in a temporary folder. */
export const redisServer = async ({ settings = [] }: RedisServerOptions = {}): Promise<RedisServer> => {
  const folder = await mkdtemp(join(tmpdir(), 'hfn-redis-'))
  const [port] = await freePorts(1)
  const start = () => run(folder, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', ...settings])
  let server = await start()
  const crash = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return
    const exit = once(server, 'exit')
    server.kill('SIGKILL')
    await exit
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    suspend: () => void server.kill('SIGSTOP'),
    resume: () => void server.kill('SIGCONT'),
    crash,
    async restart() {
      await crash()
      server = await start()
    },
    async stop() {
      await crash()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const run = async (folder: string, options: readonly string[]) => {
  const server = spawn('redis-server', [...options], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
  const said: string[] = []
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new Error('These tests need redis-server: apt-get install redis-server', { cause })),
    )
    server.once('exit', (status) => reject(new Error(`redis-server ended with ${status}\n${said.join('\n')}`)))
    createInterface(server.stdout).on('line', (line) => {
      said.push(line)
      if (line.includes('Ready to accept connections')) resolve()
    })
  })
  return server
}
