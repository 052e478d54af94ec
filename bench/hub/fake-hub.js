/**
 * A Hub for measuring clients, in a process of its own: `node bench/hub/fake-hub.js '<options of createFakeHub>'`.
 * Tells its address over the channel to its parent; answers `clear` and `half <bytes>` with the same word, the latter once it
 * has sent so many bytes of answers, and `sent` with that number. Ends with its parent.
 */
import { dist } from '../clients/dist.js'

const { createFakeHub } = await import(new URL('testing/index.js', dist).href)
const options = JSON.parse(process.argv[2])
const fake = await createFakeHub(options)

/** Hashes are made when they are first asked for, which is no client's time. */
for (const { id } of options.repos) {
  fake.set({ latency: 0 })
  await (await fetch(`${fake.url}/api/models/${id}/tree/main?recursive=true`)).arrayBuffer()
}
fake.set({ latency: options.latency, bytesPerSecond: options.bytesPerSecond })
fake.clear()

const sent = () => fake.requests.reduce((sum, request) => sum + request.sent, 0)

const answers = {
  clear: () => fake.clear(),
  sent,
  half: (/** @type {number} */ bytes) =>
    new Promise((resolve) => {
      const look = setInterval(() => {
        if (sent() < bytes) return
        clearInterval(look)
        resolve()
      }, 2)
    }),
}

process.on('message', ([word, value]) => {
  void Promise.resolve(answers[word](value)).then((answer) => process.send([word, answer]))
})
process.once('disconnect', () => process.exit())
process.send(['url', fake.url])
