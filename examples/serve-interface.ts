// A function with a page: inputs beside outputs. Each argument has a component; the page shows them, every client sends them.
import { connect } from 'hfn'
import { dropdown, Interface, launch, slider, text } from 'hfn/serve'

const greet = (name: string, times: number, language: 'en' | 'pt') =>
  Array.from({ length: times }, () => `${language === 'pt' ? 'Olá' : 'Hello'} ${name}`).join(' ')

const page = Interface(greet, {
  inputs: [
    text({ label: 'Name' }),
    slider({ label: 'Times', minimum: 1, maximum: 5, step: 1 }),
    dropdown({
      label: 'Language',
      choices: [
        ['English', 'en'],
        ['Português', 'pt'],
      ],
    }),
  ],
  outputs: text({ label: 'Greeting' }),
  title: 'Greeter',
  examples: [['Ada', 2, 'pt']],
})

const server = await launch(page, { port: 0 })
const app = await connect(server.url)
console.log(await app.run('greet', { name: 'Ada', times: 2, language: 'pt' }))
await app.close()
await server.close()
