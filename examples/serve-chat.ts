// A page to talk with a function. The answer grows as it is yielded; what was said before is the session's.
import { connect } from 'hfn'
import { ChatInterface, createApp } from 'hfn/serve'

const chat = ChatInterface(
  async function* ({ message, history }) {
    const answer = `You said "${message}", after ${history.length} messages`
    for (let end = 4; end < answer.length; end += 8) yield answer.slice(0, end)
    yield answer
  },
  { title: 'Parrot', examples: ['Hello', 'How are you?'] },
)

const served = createApp(chat)
const app = await connect('http://chat.localhost', { fetch: served.fetch })
console.log(await app.run('chat', { message: 'Hello' }))
console.log(await app.run('chat', { message: 'Again' }))
await app.close()
await served.close()
