import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { downloaders } from './entrants.js'
import { start } from './run-program.js'

const repo = 'bench/model'
const hubProgram = fileURLToPath(new URL('./fake-hub.js', import.meta.url))

/** A fresh Hub with one repo of these files. */
const startHub = async (
  /** @type {{ files: object, latency?: number, bytesPerSecond?: number }} */ { files, ...pace },
) => {
  const options = JSON.stringify({ ...pace, repos: [{ id: repo, files }] })
  const child = spawn(process.execPath, [hubProgram, options], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const answer = async () => (await once(child, 'message'))[0][1]
  const url = await answer()
  return {
    url,
    ask: (/** @type {string} */ word, /** @type {number | undefined} */ value) => {
      child.send([word, value])
      return answer()
    },
    async stop() {
      child.disconnect()
      await once(child, 'exit')
    },
  }
}

const environmentOf = (/** @type {string} */ url, /** @type {string} */ home) => ({
  HOME: home,
  HF_HOME: home,
  HF_ENDPOINT: url,
  HF_HUB_DISABLE_PROGRESS_BARS: '1',
  HF_HUB_DISABLE_TELEMETRY: '1',
  HF_HUB_DISABLE_UPDATE_CHECK: '1',
})

/** Bytes of all files below a folder, links not counted. */
const sizeOf = (/** @type {string} */ folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)

/** Fails loudly: a figure of work that was not done says nothing. */
const checked = ({ status, said, ...figures }, home, bytes) => {
  if (status !== 0) throw new Error(`a download ended with status ${status}: ${said.slice(-400)}`)
  if (sizeOf(home) < bytes) throw new Error(`a download left ${sizeOf(home)} of ${bytes} bytes`)
  return figures
}

/**
 * Works with a fresh Hub and an empty cache; both go afterwards.
 * @param {object} hub what it has, and how fast it is
 * @param {(place: any) => Promise<any>} work
 */
const sampleWith = (hub, work) => async (/** @type {string} */ key) => {
  const home = mkdtempSync(join(tmpdir(), 'hfn-bench-'))
  const fake = await startHub(hub)
  const words = [...downloaders[key].command(), 'download', repo]
  try {
    return await work({ fake, home, download: () => start(words, environmentOf(fake.url, home)) })
  } finally {
    await fake.stop()
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** A download of everything. @param {{ files: object, bytes: number, latency?: number, bytesPerSecond?: number }} what */
export const sampleDownload = ({ bytes, ...hub }) =>
  sampleWith(hub, async ({ home, download }) => checked(await download().ended, home, bytes))

/** A download of what is there already. */
export const sampleWarm = ({ bytes, ...hub }) =>
  sampleWith(hub, async ({ home, download }) => {
    checked(await download().ended, home, bytes)
    return checked(await download().ended, home, bytes)
  })

/** A download that is killed when half of it was sent, and started again: bytes that were sent in all, in parts of what there is. */
export const sampleKilled = ({ bytes, ...hub }) =>
  sampleWith(hub, async ({ fake, home, download }) => {
    const first = download()
    const half = fake.ask('half', bytes / 2)
    const pid = await first.numbered
    await half
    process.kill(pid, 'SIGKILL')
    await first.ended
    const figures = checked(await download().ended, home, bytes)
    return { ...figures, sent: (await fake.ask('sent')) / bytes }
  })

/** The program's shortest answer, beside a Node that does nothing. @param {Record<string, string[]>} words by entrant */
export const sampleStart = (words) => async (/** @type {string} */ key) => {
  const home = mkdtempSync(join(tmpdir(), 'hfn-bench-'))
  try {
    const command = key in words ? [...downloaders[key].command(), ...words[key]] : [process.execPath, '-e', '0']
    return checked(await start(command, environmentOf('http://127.0.0.1:9', home)).ended, home, 0)
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
}
