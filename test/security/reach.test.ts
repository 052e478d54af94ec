import { networkInterfaces } from 'node:os'
import { expect, test } from 'vitest'
import { start } from './support.ts'

test('S34: without a word about it, an app is for this computer', async () => {
  const { url, reach, addresses, port } = await start()
  expect([url, reach, addresses]).toEqual([`http://127.0.0.1:${port}`, 'this computer', [url]])
})

test.each(['0.0.0.0', '::'])('S34: an app bound to %s says that others can reach it, and where', async (host) => {
  const { url, reach, addresses, port } = await start({}, { host })
  expect(reach).toBe('this network')
  expect(addresses[0]).toBe(url)
  const outside = Object.values(networkInterfaces()).flatMap((all) => (all ?? []).filter(({ internal }) => !internal))
  for (const { address, family } of outside) {
    if (family === 'IPv4') expect(addresses).toContain(`http://${address}:${port}`)
  }
  for (const address of addresses) expect((await fetch(`${address}/config`)).status).toBe(200)
})

test('S34: an IPv6 address is an address', async () => {
  const { url, reach } = await start({}, { host: '::1' })
  expect([url.startsWith('http://[::1]:'), reach]).toEqual([true, 'this computer'])
  expect((await fetch(`${url}/config`)).status).toBe(200)
})
