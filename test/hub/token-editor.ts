import { createHubClient } from '../../src/hub/client/create-client.ts'
import { login } from '../../src/hub/token/login.ts'
import { logout, switchToken } from '../../src/hub/token/stored.ts'

/** A process of its own: logs in under many names, switches between them, and out of every second one, as fast as it can. */
const [prefix = '', token = '', rounds = '0'] = process.argv.slice(2)
const hub = createHubClient()
for (let round = 0; round < Number(rounds); round++) {
  const name = `${prefix}-${String(round).padStart(4, '0')}`
  await login(hub, { token, name })
  await switchToken(name)
  if (round % 2 === 1) await logout({ name })
}
hub.close()
