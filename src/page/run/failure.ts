import type { PageFunction } from '../config.ts'
import { RequestError } from '../client/request-error.ts'
import type { Output } from '../../wire/message.ts'
import type { Field } from '../model/field.ts'
import type { RunError } from './run-state.ts'

const unreachable: RunError = {
  title: 'Not connected',
  text: 'The app could not be reached. Your inputs are kept; run it again when it is back.',
  code: 'UNREACHABLE',
}

/** What went wrong, for the visitor: a failure the app tells of, or a request that never got through. */
export const failureOf = (error: unknown): RunError => {
  if (error instanceof RequestError)
    return { title: 'Refused', text: error.message, code: error.status === 401 ? 'LOGIN_NEEDED' : error.code }
  if (error instanceof Error) return unreachable
  const { error: text, title, code }: Output = typeof error === 'object' && error !== null ? error : {}
  return {
    title: title ?? 'Error',
    text: typeof text === 'string' && text !== '' ? text : 'The function failed and did not say why.',
    code,
  }
}

const needed = 'This is needed.'

/** Puts each fault beside the field it speaks of, and gives what speaks of none. */
export const placeFaults = (
  text: string,
  { parameters }: PageFunction,
  inputs: readonly (Field | undefined)[],
): string => {
  const rest: string[] = []
  for (const fault of text.split('; ')) {
    const index = parameters.findIndex((name) => fault.startsWith(name) && !/^\w/.test(fault.slice(name.length)))
    const field = inputs[index]
    if (field === undefined) rest.push(fault)
    else field.fault.set(field.value.value === null ? needed : [field.fault.value, fault].filter(Boolean).join('; '))
  }
  return rest.join('; ')
}
