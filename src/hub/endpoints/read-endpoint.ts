import { HfnError } from '../../core/error.ts'
import { oneLine } from '../../core/secret.ts'
import { recordOf, type JsonRecord } from '../../core/record.ts'
import type { Endpoint, EndpointType, Hardware } from './contract.ts'

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? oneLine(value, 500) : undefined

const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

const wrong = (what: string): HfnError =>
  new HfnError('BAD_ANSWER', `The service for endpoints says nothing of ${what} that can be read`, {
    hint: 'Is HFN_ENDPOINTS_URL right?',
  })

const typeOf = (value: unknown): EndpointType => (value === 'public' || value === 'private' ? value : 'authenticated')

/** An endpoint, as the service tells of it. @throws BAD_ANSWER */
export const readEndpoint = (value: unknown, namespace: string): Endpoint => {
  const raw = recordOf(value)
  const [status, model, provider, compute] = ['status', 'model', 'provider', 'compute'].map((part) =>
    recordOf(raw[part]),
  )
  const scaling = recordOf(compute?.['scaling'])
  const name = text(raw['name'])
  const state = text(status?.['state'])
  if (name === undefined || state === undefined) throw wrong(`an endpoint of ${namespace}`)
  return {
    namespace,
    name,
    state,
    message: text(status?.['message']),
    url: text(status?.['url']),
    healthRoute: text(raw['healthRoute']) ?? '/health',
    type: typeOf(raw['type']),
    repository: text(model?.['repository']) ?? '',
    revision: text(model?.['revision']),
    task: text(model?.['task']),
    vendor: text(provider?.['vendor']),
    region: text(provider?.['region']),
    accelerator: text(compute?.['accelerator']),
    instanceType: text(compute?.['instanceType']),
    instanceSize: text(compute?.['instanceSize']),
    minReplica: number(scaling['minReplica']),
    maxReplica: number(scaling['maxReplica']),
    scaleToZero: number(scaling['scaleToZeroTimeout']),
    readyReplica: number(status?.['readyReplica']),
    createdAt: text(status?.['createdAt']),
    updatedAt: text(status?.['updatedAt']),
    raw,
  }
}

/** The endpoints of a list. @throws BAD_ANSWER */
export const readEndpoints = (value: unknown, namespace: string): readonly Endpoint[] => {
  const { items } = recordOf(value)
  if (!Array.isArray(items)) throw wrong(`the endpoints of ${namespace}`)
  return items.map((item) => readEndpoint(item, namespace))
}

const listIn = (value: unknown, name: string): readonly JsonRecord[] => {
  const found = recordOf(value)[name]
  return Array.isArray(found) ? found.map(recordOf) : []
}

/** All that endpoints can run on, one row for each vendor, region and kind of machine. */
export const readHardware = (value: unknown): readonly Hardware[] =>
  listIn(value, 'vendors').flatMap((vendor) =>
    listIn(vendor, 'regions').flatMap((region) =>
      listIn(region, 'computes').map((compute) => ({
        vendor: text(vendor['name']) ?? '',
        region: text(region['name']) ?? '',
        accelerator: text(compute['accelerator']) ?? '',
        instanceType: text(compute['instanceType']) ?? '',
        instanceSize: text(compute['instanceSize']) ?? '',
        accelerators: number(compute['numAccelerators']),
        cpus: number(compute['numCpus']),
        memory: number(compute['memoryGb']),
        gpuMemory: number(compute['gpuMemoryGb']),
        pricePerHour: number(compute['pricePerHour']),
        status: text(compute['status']),
      })),
    ),
  )
