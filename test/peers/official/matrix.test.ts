import { afterAll, beforeAll, describe, test } from 'vitest'
import { actions } from './actions.ts'
import { clients, makePackages } from './clients.ts'
import { openStage } from './stage.ts'
import { printTable } from './table.ts'

const done = new Set<string>()
const cell = (action: string, client: string): string => `${action} · ${client}`

beforeAll(makePackages)
afterAll(() => {
  const names = Object.keys(clients)
  const rows = actions.map(({ name }) => [
    name,
    ...names.map((client) => (done.has(cell(name, client)) ? 'yes' : 'NO')),
  ])
  process.stdout.write(`\n${printTable(['the server for', ...names], rows)}\n`)
})

describe.each(Object.entries(clients))('%s', (client, act) => {
  test.each(actions.map((action) => [action.name, action] as const))(
    '%s',
    async (name, { script, place, check }) => {
      const stage = await openStage(place)
      try {
        check(await act(script, stage), stage)
        done.add(cell(name, client))
      } finally {
        await stage.close()
      }
    },
    120_000,
  )
})
