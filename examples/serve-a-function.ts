// A function of yours as a Gradio app, called back through Gradio's protocol; no port is needed for that.
import { connect, createApp, define } from 'hfn'

const count = define({
  name: 'count',
  input: { to: { type: 'integer', minimum: 1, default: 3 } },
  output: { number: { type: 'integer' } },
  async *run({ to }, { progress }) {
    for (let number = 1; number <= to; number += 1) {
      progress({ done: number, total: to })
      yield number
    }
  },
})

const served = createApp([count])
const app = await connect('http://count.localhost', { fetch: served.fetch })
for await (const event of app.run('count', { to: 2 })) console.log(JSON.stringify(event))
await app.close()
await served.close()
