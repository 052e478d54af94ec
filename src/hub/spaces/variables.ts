import { lineOf, recordOf } from '../../core/record.ts'
import type { HubClient } from '../client/contract.ts'
import type { SpaceVariable, SpaceVariables } from './contract.ts'
import { spaceRequest } from './info.ts'

const readVariable = (key: string, said: unknown): SpaceVariable => {
  const { value, description, updatedAt } = recordOf(said)
  return {
    key,
    ...(typeof value === 'string' ? { value } : {}),
    description: lineOf(description),
    updatedAt: lineOf(updatedAt, 40),
  }
}

/** The secrets or the variables of a Space. A secret's value is never given back; each change restarts the Space. */
export const spaceVariables = (hub: HubClient, id: string, kind: 'secrets' | 'variables'): SpaceVariables => ({
  list: async ({ signal } = {}) =>
    Object.entries(recordOf(await hub.json(spaceRequest(id, kind, { signal })))).map(([key, said]) =>
      readVariable(key, said),
    ),
  set: async (key, value, { description, signal } = {}) => {
    await hub.json(spaceRequest(id, kind, { json: { key, value, description }, signal }))
  },
  delete: async (key, { signal } = {}) => {
    await hub.json(spaceRequest(id, kind, { method: 'DELETE', json: { key }, signal }))
  },
})
