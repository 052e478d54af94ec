import { createCallable } from '../callable/create.ts'
import type { Callable } from '../callable/callable.ts'
import type { Finished, Run } from '../callable/run.ts'
import type { Endpoint } from '../wire/endpoint.ts'

/** Sends one run of an endpoint and follows it to its end. */
export type RunEndpoint = (endpoint: Endpoint, input: Readonly<Record<string, unknown>>, run: Run) => Promise<Finished>

/** An endpoint as a function; its schema is read when somebody looks. */
export const endpointFunction = (endpoint: Endpoint, runEndpoint: RunEndpoint): Callable =>
  createCallable({
    name: endpoint.name,
    title: endpoint.title,
    description: endpoint.description,
    get input() {
      return endpoint.parameters
    },
    get output() {
      return endpoint.returns
    },
    start: (input, run) => runEndpoint(endpoint, input, run),
  })

/** A request's `data`: the parameters in wire form where they belong, null where the server fills in its own. */
export const encodeInput = (endpoint: Endpoint, input: Readonly<Record<string, unknown>>): unknown[] =>
  endpoint.slots.map((slot) => {
    const parameter = slot === null ? undefined : endpoint.parameters[slot]
    if (parameter === undefined) return null
    const value = input[parameter.name]
    return value === undefined ? null : parameter.shape.encode(value)
  })
