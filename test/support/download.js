// Run as a process of its own: downloads a repo from the Hub at an address into a cache, and says how that went.
// Files given as `first` are fetched before the measure begins.
import { openSource } from './source.js'

const [endpoint, cache, files = '', first = ''] = process.argv.slice(2)
const vite = await openSource()
const { createHubClient } = await vite.ssrLoadModule('/src/hub/client/create-client.ts')
const { download } = await vite.ssrLoadModule('/src/hub/download/download.ts')
const hub = createHubClient({ endpoint, cache, token: false, env: {} })
const options = files === '' ? {} : { files: files.split(',') }
// Everything is loaded and connected before the measure begins.
await hub.json({ path: '/api/models/ada/model/revision/main' })
if (first !== '') await download(hub, 'ada/model', { files: first.split(',') })

const memory = () => {
  try {
    return process.memoryUsage.rss()
  } catch {
    // It is read from a file, and there may be too many open.
    return 0
  }
}
const start = memory()
let peak = start
let shown = 0
const onProgress = ({ bytes }) => {
  peak = Math.max(peak, memory())
  if (bytes.done - shown < 1_000_000) return
  shown = bytes.done
  process.stdout.write(`${JSON.stringify({ done: bytes.done })}\n`)
}
try {
  const { bytes } = await download(hub, 'ada/model', { ...options, onProgress })
  process.stdout.write(`${JSON.stringify({ bytes, grown: (peak - start) / 1_000_000 })}\n`)
} catch (error) {
  process.stdout.write(`${JSON.stringify({ code: error.code, message: error.message, hint: error.hint })}\n`)
}
hub.close()
await vite.close()
