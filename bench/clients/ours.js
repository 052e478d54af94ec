import { dist } from './dist.js'

/** hfn, as built. */

export const load = () => import(new URL('gradio/index.js', dist).href)

export const connect = async (/** @type {string} */ url) => {
  const { connect: connectApp } = await load()
  const app = await connectApp(url)
  return {
    run: (functionName, ...args) => app.run(functionName, args),
    async stream(functionName, ...args) {
      let events = 0
      let last
      for await (const event of app.run(functionName, args)) {
        if (event.type === 'output') events++
        if (event.type === 'output' || event.type === 'done') last = event.data[0]
      }
      return { events, last }
    },
    runWithFile: (functionName, path) => app.run(functionName, [path]),
    close: () => app.close(),
  }
}
