import { HfnError } from '../../core/error.ts'
import { readRepo } from '../reference.ts'
import { isRecord } from '../../core/record.ts'
import type { EndpointPlan, EndpointSettings } from './contract.ts'

type Payload = Readonly<Record<string, unknown>>

/** Without what is undefined, and without objects that have nothing left: the service refuses null. */
const compact = (payload: Payload): Payload =>
  Object.fromEntries(
    Object.entries(payload).flatMap(([name, value]): [string, unknown][] => {
      // An image such as { huggingface: {} } is given as it is.
      const kept = isRecord(value) && name !== 'image' ? compact(value) : value
      const empty = kept === undefined || (isRecord(kept) && Object.keys(kept).length === 0)
      return empty ? [] : [[name, kept]]
    }),
  )

const count = (name: string, value: number | undefined, least: number): number | undefined => {
  if (value === undefined || (Number.isInteger(value) && value >= least)) return value
  throw new HfnError('BAD_ARGUMENT', `${name} is a whole number from ${least}, not ${value}`)
}

const settings = (given: EndpointSettings): Payload => {
  const { model, accelerator, instanceType, instanceSize, framework, task, image, env, secrets, type, tags } = given
  const repo = model === undefined ? undefined : readRepo(model, 'model')
  if (repo !== undefined && repo.type !== 'model')
    throw new HfnError('BAD_ARGUMENT', `An endpoint runs a model, and ${repo.id} is named as a ${repo.type}`)
  const minReplica = count('minReplica', given.minReplica, 0)
  const maxReplica = count('maxReplica', given.maxReplica, 1)
  if (minReplica !== undefined && maxReplica !== undefined && minReplica > maxReplica)
    throw new HfnError('BAD_ARGUMENT', `minReplica is ${minReplica}, and maxReplica only ${maxReplica}`)
  const scaleToZeroTimeout = count('scaleToZero', given.scaleToZero, 1)
  return {
    type: type === 'protected' ? 'authenticated' : type,
    compute: { accelerator, instanceType, instanceSize, scaling: { minReplica, maxReplica, scaleToZeroTimeout } },
    model: {
      repository: repo?.id,
      revision: given.revision ?? repo?.revision,
      framework,
      task,
      image,
      env,
      secrets,
      command: given.command,
      args: given.args,
    },
    tags,
  }
}

/** What the service is sent to make an endpoint. @throws BAD_ARGUMENT */
export const createPayload = (plan: EndpointPlan, name: string): Payload => {
  const minReplica = plan.minReplica ?? (plan.scaleToZero === undefined ? 1 : 0)
  const { vendor, region, framework = 'pytorch', type = 'authenticated', image = { huggingface: {} } } = plan
  const maxReplica = plan.maxReplica ?? Math.max(1, minReplica)
  const all = settings({ ...plan, framework, type, image, minReplica, maxReplica })
  return compact({ name, provider: { vendor, region }, ...all })
}

/** What the service is sent to change an endpoint: nothing but the changes. @throws BAD_ARGUMENT when there is none */
export const updatePayload = (change: EndpointSettings): Payload => {
  const payload = compact(settings(change))
  if (Object.keys(payload).length > 0) return payload
  throw new HfnError('BAD_ARGUMENT', 'No change of the endpoint is given', {
    hint: 'Name what shall change, such as --instance-size x2 or --min 0; see: hfn endpoints update --help',
  })
}
