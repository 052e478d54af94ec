// Run as a process of its own: serves an app that takes files, and says on demand how much memory it took at most, in MB.
import { openSource } from './source.js'

const vite = await openSource()
const { createApp } = await vite.ssrLoadModule('/src/serve/app.ts')
const { listen } = await vite.ssrLoadModule('/src/serve/listen.ts')
const server = await listen(createApp([], { files: process.argv[2] }), { port: 0 })

let peak = 0
setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 10)
process.on('message', (message) => {
  process.send({ peak: Math.max(peak, process.memoryUsage.rss()) / 1_000_000 })
  if (message === 'again') peak = 0
})
process.on('disconnect', () => process.exit())
process.send({ url: server.url })
