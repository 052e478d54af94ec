import type { Parameter } from '../../callable/callable.ts'
import { readArguments } from '../files/file-arguments.ts'
import type { InputFiles } from '../files/lease.ts'
import type { SessionState } from '../session-store.ts'
import type { Task } from './contract.ts'
import { statesOf, visible, withoutStates } from './states.ts'

interface Reading {
  readonly files: InputFiles
  readonly state: SessionState
  readonly signal: AbortSignal
}

/** A task's arguments by name: files as files, states out of the session. */
export const inputOf = async (
  parameters: readonly Parameter[],
  { given, root }: Task,
  { files, state, signal }: Reading,
): Promise<Record<string, unknown>> => {
  const input = await readArguments(visible(parameters), withoutStates(parameters, given), { files, root, signal })
  return Object.assign(input, statesOf(parameters, state))
}
