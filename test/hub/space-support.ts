import { onTestFinished } from 'vitest'
import { define } from '../../src/callable/define.ts'
import { createHubClient } from '../../src/hub/client/create-client.ts'
import type { HubClient, HubOptions } from '../../src/hub/client/contract.ts'
import { createApp } from '../../src/serve/app.ts'
import { createFakeHub } from '../../src/testing/fake-hub/create-fake-hub.ts'
import type { FakeHub, FakeRepo, FakeSpace } from '../../src/testing/fake-hub/contract.ts'

/** Tokens of the fake Hub's users; `ada` owns the Spaces. */
export const ada = 'hf_adasverysecrettoken'
export const eve = 'hf_evesverysecrettoken'

const greet = define({
  name: 'greet',
  input: { name: { type: 'string', default: 'you' } },
  output: { text: { type: 'string' } },
  run: ({ name }) => `Hello ${name}`,
})

/** Functions served as an app until the test is over. */
const served = () => {
  const app = createApp([greet])
  onTestFinished(() => app.close())
  return app
}

/** A fake Hub with one Space, `ada/greeter`, that is a true app of ours once it runs. */
export const hubWith = async (space: FakeSpace = {}, more: Partial<FakeRepo> = {}): Promise<FakeHub> => {
  const hub = await createFakeHub({
    users: [
      { name: 'ada', token: ada },
      { name: 'eve', token: eve },
    ],
    repos: [{ type: 'space', id: 'ada/greeter', sdk: 'gradio', space: { app: served(), ...space }, ...more }],
  })
  onTestFinished(() => hub.close())
  return hub
}

/** A client of it, that finds no token of whoever runs the tests. */
export const clientOf = ({ url }: FakeHub, options: HubOptions = {}): HubClient => {
  const client = createHubClient({ endpoint: url, env: {}, token: false, ...options })
  onTestFinished(() => client.close())
  return client
}

/** The requests that the Space's own host saw. */
export const visits = ({ requests }: FakeHub) => requests.filter(({ host }) => host === 'space')
