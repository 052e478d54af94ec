import { HfnError } from '../../core/error.ts'
import { lineOf, numberOf, recordOf } from '../../core/record.ts'
import { isRepoId } from '../reference.ts'
import type { SpaceInfo, SpaceRuntime } from './contract.ts'

const namesOf = (value: unknown): string[] => (Array.isArray(value) ? value.flatMap((name) => lineOf(name) ?? []) : [])

/** The id that is said, where it can be one: it becomes part of addresses and commands. */
export const idOf = (value: unknown): string | undefined =>
  typeof value === 'string' && isRepoId(value) ? value : undefined

/** The stage in what a list says of a Space's runtime; undefined when it says none. */
export const readStage = (runtime: unknown): string | undefined => lineOf(recordOf(runtime)['stage'], 40)

/** A Space's runtime, as the Hub tells of it. @throws BAD_ANSWER when it has no stage */
export const readRuntime = (value: unknown, id: string): SpaceRuntime => {
  const { hardware, gcTimeout, errorMessage } = recordOf(value)
  const name = readStage(value)
  if (name === undefined)
    throw new HfnError('BAD_ANSWER', `The Hub does not say in which stage Space ${id} is`, {
      hint: 'Is HF_ENDPOINT the address of a Hub?',
    })
  const { current, requested } = recordOf(hardware)
  return {
    stage: name,
    hardware: lineOf(current, 40),
    requestedHardware: lineOf(requested, 40),
    sleepTime: numberOf(gcTimeout),
    errorMessage: lineOf(errorMessage),
  }
}

/** A Space, as the Hub tells of it. @throws BAD_ANSWER */
export const readSpace = (value: unknown, id: string, endpoint: string): SpaceInfo => {
  const space = recordOf(value)
  const card = recordOf(space['cardData'])
  const name = idOf(space['id']) ?? id
  return {
    id: name,
    url: `${endpoint}/spaces/${name}`,
    title: lineOf(card['title']),
    sdk: lineOf(space['sdk'], 40),
    sdkVersion: lineOf(card['sdk_version'], 40),
    host: lineOf(space['host']),
    private: space['private'] === true,
    likes: numberOf(space['likes']) ?? 0,
    lastModified: lineOf(space['lastModified'], 40),
    models: namesOf(space['models']),
    datasets: namesOf(space['datasets']),
    ...readRuntime(space['runtime'], name),
  }
}
