/** What a process spent between two moments. */

const now = () => ({ wall: performance.now(), cpu: process.cpuUsage() })

/** Milliseconds of wall time and of CPU (user and system, all threads) that `work` took. */
export const measure = async (/** @type {() => Promise<unknown>} */ work) => {
  const start = now()
  await work()
  const { user, system } = process.cpuUsage(start.cpu)
  return { wall: performance.now() - start.wall, cpu: (user + system) / 1000 }
}

/** MB (10^6 bytes) of memory the process holds, and the most it ever held. */
export const memory = () => ({
  held: process.memoryUsage.rss() / 1e6,
  peak: (process.resourceUsage().maxRSS * 1024) / 1e6,
})
