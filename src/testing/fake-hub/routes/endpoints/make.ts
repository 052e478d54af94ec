import { isObject, ownValue, textOf, type JsonObject } from '../../../../wire/json.ts'
import { writer } from '../../access.ts'
import { refuse } from '../../answer.ts'
import type { EndpointRun } from '../../endpoints.ts'
import type { HubRequest } from '../../request.ts'

const types = ['public', 'authenticated', 'private'] as const

/** Refuses what the service refuses; what it says of an endpoint is what it was told. */
export const checked = (asked: JsonObject): JsonObject => {
  const { task, ...model } = isObject(asked['model']) ? asked['model'] : {}
  if (task === null) throw refuse(400, 'Invalid value: model.task must be a string')
  return asked['model'] === undefined ? asked : { ...asked, model: task === undefined ? model : { task, ...model } }
}

/** Makes an endpoint and starts it. */
export const make = (request: HubRequest, namespace: string, asked: JsonObject): EndpointRun => {
  writer(request, namespace)
  const { name, ...more } = checked(asked)
  const repository = textOf(ownValue(more['model'], 'repository'))
  if (typeof name !== 'string' || !/^[a-z0-9-]{1,32}$/.test(name)) throw refuse(400, 'Invalid endpoint name')
  if (repository === undefined) throw refuse(400, 'Missing field: model.repository')
  const { endpoints } = request.hub
  if (endpoints.find(`${namespace}/${name}`) !== undefined) throw refuse(409, 'Endpoint name already in use')
  const type = types.find((one) => one === more['type'])
  const run = endpoints.add({ namespace, name, repository, type, more })
  run.start()
  return run
}
