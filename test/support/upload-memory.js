// Run as a process of its own: uploads a file and says how much memory that took, in MB over what it had before.
import { openSource } from './source.js'

const [address, path] = process.argv.slice(2)
const vite = await openSource()
const { createHttp } = await vite.ssrLoadModule('/src/core/http.ts')
const { uploadFiles } = await vite.ssrLoadModule('/src/gradio/upload.ts')
const http = createHttp()
const connection = { http, base: address, prefix: '/gradio_api', headers: () => ({}), maxFileSize: undefined }
async function* pieces() {
  for (let count = 0; count < 400; count++) yield new Uint8Array(64 * 1024)
}
// Everything is loaded and connected before the measure begins, and the room for what comes and goes has its usual size.
await uploadFiles(connection, [pieces()])

const start = process.memoryUsage.rss()
let peak = start
const onProgress = () => {
  peak = Math.max(peak, process.memoryUsage.rss())
}
const [file] = await uploadFiles(connection, [path], { onProgress })
process.stdout.write(JSON.stringify({ grown: (peak - start) / 1_000_000, size: file.size }))
http.close()
await vite.close()
