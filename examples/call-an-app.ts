// Call a function of a running app: its value, then everything that happens on the way.
import { connect } from 'hfn'

const app = await connect(process.env['APP'] ?? 'http://127.0.0.1:7860')

console.log(await app.run('greet', { name: 'Ada' }))

for await (const event of app.run('op1', { duration: 1 })) {
  if (event.type === 'output') console.log(event.data[0])
}

await app.close()
