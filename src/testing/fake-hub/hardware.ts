interface Flavor {
  readonly name: string
  readonly prettyName: string
  readonly cpu: string
  readonly ram: string
  /** Dollars an hour. */
  readonly price: number
  readonly gpu?: { readonly model: string; readonly quantity: string; readonly vram: string }
}

const flavors: readonly Flavor[] = [
  { name: 'cpu-basic', prettyName: 'CPU Basic', cpu: '2 vCPU', ram: '16 GB', price: 0 },
  { name: 'cpu-upgrade', prettyName: 'CPU Upgrade', cpu: '8 vCPU', ram: '32 GB', price: 0.03 },
  {
    name: 't4-small',
    prettyName: 'Nvidia T4 - small',
    cpu: '4 vCPU',
    ram: '15 GB',
    price: 0.4,
    gpu: { model: 'T4', quantity: '1', vram: '16 GB' },
  },
  {
    name: 'a10g-small',
    prettyName: 'Nvidia A10G - small',
    cpu: '4 vCPU',
    ram: '15 GB',
    price: 1,
    gpu: { model: 'A10G', quantity: '1', vram: '24 GB' },
  },
]

/** What Spaces and jobs can run on, as the Hub says it; a small part of the true list. */
export const hardware: readonly object[] = flavors.map(({ price, gpu, ...said }) => ({
  ...said,
  ephemeralStorage: '50 GB',
  accelerator: gpu === undefined ? null : { type: 'gpu', manufacturer: 'Nvidia', ...gpu },
  unitCostMicroUSD: Math.round((price * 1_000_000) / 60),
  unitCostUSD: price / 60,
  unitLabel: 'minute',
}))

export const isFlavor = (name: unknown): boolean => flavors.some((flavor) => flavor.name === name)
