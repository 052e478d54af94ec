import { HfnError } from '../../core/error.ts'
import type { Options } from '../../core/options.ts'
import { lineOf, recordOf } from '../../core/record.ts'
import type { HubClient } from '../client/contract.ts'

/** Something a Space can run on. */
export interface Hardware {
  /** What it is asked for by, such as `t4-small`. */
  readonly name: string
  readonly title?: string | undefined
  readonly cpu?: string | undefined
  readonly memory?: string | undefined
  /** Such as `1 x T4, 16 GB`. */
  readonly accelerator?: string | undefined
  /** US dollars an hour; 0 for what is free. */
  readonly dollarsPerHour?: number | undefined
}

/** What the Hub counts prices by. */
const perHour: ReadonlyMap<unknown, number> = new Map([
  ['second', 3600],
  ['minute', 60],
  ['hour', 1],
])

const priceOf = (cost: unknown, unit: unknown): number | undefined => {
  const factor = perHour.get(unit)
  return typeof cost === 'number' && factor !== undefined ? Math.round(cost * factor * 100) / 100 : undefined
}

const acceleratorOf = (value: unknown): string | undefined => {
  const { quantity, model, vram } = recordOf(value)
  const what = [lineOf(quantity, 40), lineOf(model, 40)].filter((word) => word !== undefined).join(' x ')
  return [what, lineOf(vram, 40)].filter(Boolean).join(', ') || undefined
}

const readHardware = (value: unknown): readonly Hardware[] => {
  const { name, prettyName, cpu, ram, accelerator, unitCostUSD, unitLabel } = recordOf(value)
  const known = lineOf(name, 40)
  if (known === undefined) return []
  return [
    {
      name: known,
      title: lineOf(prettyName, 80),
      cpu: lineOf(cpu, 40),
      memory: lineOf(ram, 40),
      accelerator: acceleratorOf(accelerator),
      dollarsPerHour: priceOf(unitCostUSD, unitLabel),
    },
  ]
}

/** What Spaces can run on, and what it costs. */
export const listHardware = async (hub: HubClient, { signal }: Options = {}): Promise<readonly Hardware[]> => {
  const all = await hub.json({ path: '/api/spaces/hardware', about: 'list of hardware', signal })
  if (Array.isArray(all)) return all.flatMap(readHardware)
  throw new HfnError('BAD_ANSWER', 'The Hub gave no list of hardware', {
    hint: 'Is HF_ENDPOINT the address of a Hub?',
  })
}
