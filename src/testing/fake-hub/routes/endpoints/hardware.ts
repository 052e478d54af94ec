import { signedIn } from '../../access.ts'
import { json } from '../../answer.ts'
import type { Route } from '../../router.ts'

interface Compute {
  readonly accelerator: string
  readonly instanceType: string
  readonly instanceSize: string
  readonly architecture: string
  readonly numAccelerators: number
  readonly numCpus: number
  readonly memoryGb: number
  readonly gpuMemoryGb?: number
  /** Dollars. */
  readonly pricePerHour: number
  readonly status: string
}

const computes: readonly Compute[] = [
  {
    accelerator: 'cpu',
    instanceType: 'intel-spr',
    instanceSize: 'x1',
    architecture: 'Intel Sapphire Rapids',
    numAccelerators: 1,
    numCpus: 1,
    memoryGb: 2,
    pricePerHour: 0.033,
    status: 'available',
  },
  {
    accelerator: 'gpu',
    instanceType: 'nvidia-l4',
    instanceSize: 'x1',
    architecture: 'Nvidia L4',
    numAccelerators: 1,
    numCpus: 7,
    memoryGb: 30,
    gpuMemoryGb: 24,
    pricePerHour: 0.8,
    status: 'available',
  },
]

/** What endpoints can run on; a small part of the true list. */
const vendors = [
  {
    name: 'aws',
    status: 'available',
    regions: [
      {
        name: 'us-east-1',
        label: 'N. Virginia',
        status: 'available',
        computes: computes.map((compute) => ({
          id: `aws-us-east-1-${compute.instanceType}-${compute.instanceSize}`,
          ...compute,
          quota: { maxAccelerators: 8, usedAccelerators: 0 },
        })),
      },
    ],
  },
]

export const endpointHardwareRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/ie/v2/provider/:namespace',
    handle: (request) => {
      signedIn(request)
      return json({ vendors })
    },
  },
]
