import { HfnError } from '../../core/error.ts'
import { lineOf, numberOf, recordOf, type JsonRecord } from '../../core/record.ts'
import type { Endpoint, EndpointType, Hardware } from './contract.ts'
import { isName } from './name.ts'

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
  const name = lineOf(raw['name'])
  const state = lineOf(status?.['state'])
  if (name === undefined || !isName(name) || state === undefined) throw wrong(`an endpoint of ${namespace}`)
  return {
    namespace,
    name,
    state,
    message: lineOf(status?.['message']),
    url: lineOf(status?.['url']),
    healthRoute: lineOf(raw['healthRoute']) ?? '/health',
    type: typeOf(raw['type']),
    repository: lineOf(model?.['repository']) ?? '',
    revision: lineOf(model?.['revision']),
    task: lineOf(model?.['task']),
    vendor: lineOf(provider?.['vendor']),
    region: lineOf(provider?.['region']),
    accelerator: lineOf(compute?.['accelerator']),
    instanceType: lineOf(compute?.['instanceType']),
    instanceSize: lineOf(compute?.['instanceSize']),
    minReplica: numberOf(scaling['minReplica']),
    maxReplica: numberOf(scaling['maxReplica']),
    scaleToZero: numberOf(scaling['scaleToZeroTimeout']),
    readyReplica: numberOf(status?.['readyReplica']),
    createdAt: lineOf(status?.['createdAt']),
    updatedAt: lineOf(status?.['updatedAt']),
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
        vendor: lineOf(vendor['name']) ?? '',
        region: lineOf(region['name']) ?? '',
        accelerator: lineOf(compute['accelerator']) ?? '',
        instanceType: lineOf(compute['instanceType']) ?? '',
        instanceSize: lineOf(compute['instanceSize']) ?? '',
        accelerators: numberOf(compute['numAccelerators']),
        cpus: numberOf(compute['numCpus']),
        memory: numberOf(compute['memoryGb']),
        gpuMemory: numberOf(compute['gpuMemoryGb']),
        pricePerHour: numberOf(compute['pricePerHour']),
        status: lineOf(compute['status']),
      })),
    ),
  )
