import type { Endpoint } from '../../../hub/endpoints/contract.ts'
import { nextStep, standing, stateOf } from '../../../hub/endpoints/states.ts'
import type { Context } from '../../context.ts'
import { note } from '../../render/note.ts'
import { writeFacts, writeJson } from '../../render/table.ts'

/** What commands that show one endpoint have. */
export interface Shown {
  readonly json?: boolean | undefined
  readonly quiet?: boolean | undefined
}

const machine = ({ vendor, region, accelerator, instanceType, instanceSize }: Endpoint): string =>
  [vendor, region, accelerator, instanceType, instanceSize].filter((part) => part !== undefined).join(' ')

const replicas = ({ minReplica, maxReplica, readyReplica }: Endpoint): string =>
  `${readyReplica ?? 0} ready, of ${minReplica ?? '?'} to ${maxReplica ?? '?'}`

const idle = ({ scaleToZero }: Endpoint): string | undefined =>
  scaleToZero === undefined ? undefined : `after ${scaleToZero} min without a request`

/** Prints an endpoint, and what to do when it does not run. */
export const tell = async (context: Context, endpoint: Endpoint, { json, quiet }: Shown): Promise<void> => {
  if (json) return writeJson(context, { namespace: endpoint.namespace, ...endpoint.raw })
  const { namespace, name, state, message, url, type, repository, revision, task, createdAt, updatedAt } = endpoint
  await writeFacts(context, [
    ['name', `${namespace}/${name}`],
    ['state', state],
    ['message', message],
    ['url', url],
    ['model', revision === undefined ? repository : `${repository}@${revision}`],
    ['task', task],
    ['type', type],
    ['machine', machine(endpoint)],
    ['replicas', replicas(endpoint)],
    ['scaled to zero', idle(endpoint)],
    ['created', createdAt],
    ['changed', updatedAt],
  ])
  if (!quiet && stateOf(endpoint).course !== 'runs') await note(context, nextStep(endpoint))
}

/** Tells on stderr each state an endpoint goes through. */
export const teller = (context: Context, quiet: boolean | undefined): ((endpoint: Endpoint) => void) =>
  quiet ? () => {} : (endpoint) => void note(context, `${standing(endpoint)} …`)
