import { HfnError } from '../core/error.ts'
import type { Callable, DoneEvent, Job, Parameter } from './callable.ts'
import { check } from './check.ts'
import { badInput, nameInput } from './input.ts'
import type { Run } from './run.ts'

/** Arguments that are given beforehand. */
export interface Fixed {
  /** By the parameters' own names. */
  readonly values: Readonly<Record<string, unknown>>
  /** The parameters that are left. */
  readonly free: readonly Parameter[]
}

/**
 * Fixes some of a callable's arguments.
 * @throws BAD_ARGUMENT when it has no such parameter or does not take such a value
 */
export const fix = ({ input }: Callable, given: object): Fixed => {
  const { values, faults } = nameInput(input, given)
  const isFixed = ({ name }: Parameter): boolean => values[name] !== undefined
  for (const { name, schema } of input.filter(isFixed))
    faults.push(...check(schema, values[name], name).map((message) => ({ parameter: name, message })))
  if (faults.length > 0) throw badInput(input, faults)
  return { values, free: input.filter((parameter) => !isFixed(parameter)) }
}

/** Tells a run what happens in another one, at the pace of its readers, and gives the end of that one. */
export const follow = async (job: Job, run: Run, tells: (type: string) => boolean = () => true): Promise<DoneEvent> => {
  let done: DoneEvent | undefined
  for await (const event of job) {
    if (event.type === 'done') done = event
    else if (tells(event.type)) run.emit(event)
    const caughtUp = run.ready()
    if (caughtUp !== undefined) await caughtUp
  }
  if (done === undefined) throw new HfnError('INTERNAL', 'A run ended without a result')
  return done
}
