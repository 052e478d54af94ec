import { HfnError } from '../../core/error.ts'
import { oneLine } from '../../core/secret.ts'
import { recordOf } from '../../core/record.ts'
import type { SpaceInfo, SpaceRuntime } from './contract.ts'

/** A text, cleaned of what a terminal would obey; undefined when it is none. */
export const textOf = (value: unknown, limit = 500): string | undefined =>
  typeof value === 'string' && value !== '' ? oneLine(value, limit) : undefined

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

const namesOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.map((name) => textOf(name)).filter((name) => name !== undefined) : []

/** The stage in what a list says of a Space's runtime; undefined when it says none. */
export const readStage = (runtime: unknown): string | undefined => textOf(recordOf(runtime)['stage'], 40)

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
    hardware: textOf(current, 40),
    requestedHardware: textOf(requested, 40),
    sleepTime: numberOf(gcTimeout),
    errorMessage: textOf(errorMessage),
  }
}

/** A Space, as the Hub tells of it. @throws BAD_ANSWER */
export const readSpace = (value: unknown, id: string, endpoint: string): SpaceInfo => {
  const space = recordOf(value)
  const card = recordOf(space['cardData'])
  const name = textOf(space['id']) ?? id
  return {
    id: name,
    url: `${endpoint}/spaces/${name}`,
    title: textOf(card['title']),
    sdk: textOf(space['sdk'], 40),
    sdkVersion: textOf(card['sdk_version'], 40),
    host: textOf(space['host']),
    private: space['private'] === true,
    likes: numberOf(space['likes']) ?? 0,
    lastModified: textOf(space['lastModified'], 40),
    models: namesOf(space['models']),
    datasets: namesOf(space['datasets']),
    ...readRuntime(space['runtime'], name),
  }
}
