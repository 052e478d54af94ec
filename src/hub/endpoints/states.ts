import { HfnError } from '../../core/error.ts'
import type { Endpoint } from './contract.ts'

/** Whether waiting helps: it runs, it is on its way, it sleeps until somebody asks, or it stays as it is. */
type Course = 'runs' | 'starts' | 'sleeps' | 'stays'

interface State {
  readonly course: Course
  /** Goes on with "Endpoint x …". */
  readonly says: string
  readonly next: (name: string, endpoint: Endpoint) => string
}

const wait = (name: string): string => `Wait for it: hfn endpoints wait ${name}`
const page = (_: string, { namespace, name }: Endpoint): string =>
  `See its logs: https://endpoints.huggingface.co/${namespace}/endpoints/${name}`

const states: ReadonlyMap<string, State> = new Map<string, State>([
  ['running', { course: 'runs', says: 'runs', next: wait }],
  ['pending', { course: 'starts', says: 'waits for a machine', next: wait }],
  ['initializing', { course: 'starts', says: 'is starting', next: wait }],
  ['updating', { course: 'starts', says: 'is being updated', next: wait }],
  [
    'scaledToZero',
    {
      course: 'sleeps',
      says: 'is scaled to zero',
      next: (name) => `Any request wakes it, in some minutes: hfn endpoints wait ${name} --wake`,
    },
  ],
  ['paused', { course: 'stays', says: 'is paused', next: (name) => `Resume it: hfn endpoints resume ${name} --wait` }],
  ['failed', { course: 'stays', says: 'failed to start', next: page }],
  ['updateFailed', { course: 'stays', says: 'failed to take its last update', next: page }],
])

/** What a state means; one that is new to us may pass. */
export const stateOf = ({ state }: Endpoint): State =>
  states.get(state) ?? { course: 'starts', says: `is in the state ${state}`, next: wait }

/** The endpoint as people call it. */
export const nameOf = ({ namespace, name }: Endpoint): string => `${namespace}/${name}`

/** How an endpoint stands, in words; of a failure with the service's reason. */
export const standing = (endpoint: Endpoint): string => {
  const { message, state } = endpoint
  const why = message !== undefined && /failed$/i.test(state) ? `: ${message}` : ''
  return `Endpoint ${nameOf(endpoint)} ${stateOf(endpoint).says}${why}`
}

/** What to do about it. */
export const nextStep = (endpoint: Endpoint): string => stateOf(endpoint).next(nameOf(endpoint), endpoint)

/** The error of an endpoint that does not run, and will not by waiting. */
export const notRunning = (endpoint: Endpoint): HfnError =>
  new HfnError('NOT_RUNNING', standing(endpoint), { hint: nextStep(endpoint) })

/** The error of one that takes too long. */
export const tooSlow = (endpoint: Endpoint): HfnError =>
  new HfnError('TIMEOUT', `Not ready within the time given. ${standing(endpoint)}`, { hint: nextStep(endpoint) })
