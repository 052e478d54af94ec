/** `@gradio/client`, used as its documents say. */

export const load = () => import('@gradio/client')

export const connect = async (/** @type {string} */ url) => {
  const { Client, handle_file: handleFile } = await load()
  const client = await Client.connect(url)
  return {
    run: async (functionName, ...args) => (await client.predict(`/${functionName}`, args)).data[0],
    async stream(functionName, ...args) {
      let events = 0
      let last
      for await (const event of client.submit(`/${functionName}`, args)) {
        if (event.type !== 'data') continue
        events++
        last = event.data[0]
      }
      return { events, last }
    },
    runWithFile: async (functionName, path) => (await client.predict(`/${functionName}`, [handleFile(path)])).data[0],
    close: async () => client.close(),
  }
}
