// A page of your own: components in rows and tabs, and what happens on which event.
import { connect } from 'hfn'
import { Blocks, createApp, number, state, text } from 'hfn/serve'

const page = Blocks(
  (page) => {
    const total = page.add(state({ default: 0 }))
    page.row(() => {
      const amount = page.add(number({ label: 'Amount', default: 1 }))
      const shown = page.add(text({ label: 'Total' }))
      page.button('Add', { variant: 'primary' }).click({
        run: (by, before) => [Number(before) + by, `${Number(before) + by} in all`],
        inputs: [amount, total],
        outputs: [total, shown],
      })
    })
    page.tab('About', () => page.add(text({ label: 'Note', default: 'The total is yours alone.' })))
  },
  { title: 'Sums' },
)

const served = createApp(page)
const app = await connect('http://sums.localhost', { fetch: served.fetch })
await app.run('add', { by: 2 })
console.log(await app.run('add', { by: 3 }))
await app.close()
await served.close()
