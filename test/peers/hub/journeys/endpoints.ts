import { expect } from 'vitest'
import type { Journey } from '../stage.ts'

const endpoints = [{ namespace: 'ada', name: 'mine', repository: 'ada/model' }] as const

export const endpointJourneys: readonly Journey[] = [
  {
    name: 'endpoints: list, describe, pause, resume, scale to zero, update, delete',
    hub: { endpoints },
    play: async ({ patched, python, hub }) => {
      expect(await patched('endpoints list')).toContain('mine')
      expect(await patched('endpoints describe mine')).toContain('ada/model')
      const state = async (): Promise<unknown> => JSON.parse(await patched('endpoints describe mine --json'))
      await patched('endpoints pause mine')
      expect(await state()).toMatchObject({ status: { state: 'paused' } })
      await patched('endpoints resume mine')
      await python(
        `constants.INFERENCE_ENDPOINTS_ENDPOINT = sys.argv[1]
api.get_inference_endpoint('mine', namespace='ada').wait(timeout=20, refresh_every=1)`,
        [hub.endpointsUrl],
      )
      expect(await state()).toMatchObject({ status: { state: 'running' } })
      await patched('endpoints resume mine')
      await patched('endpoints scale-to-zero mine')
      expect(await state()).toMatchObject({ status: { state: 'scaledToZero' } })
      await patched('endpoints update mine --min-replica 1 --max-replica 3')
      expect(await state()).toMatchObject({
        compute: { accelerator: 'cpu', scaling: { minReplica: 1, maxReplica: 3 } },
      })
      await patched('endpoints delete mine --yes')
      expect(await patched('endpoints list -q')).not.toContain('mine')
    },
  },
  {
    name: 'endpoints: hardware, and a new one',
    play: async ({ patched }) => {
      expect(await patched('endpoints hardware')).toMatch(/aws|gcp|azure/)
      const compute = '--accelerator cpu --instance-size x2 --instance-type intel-icl --region us-east-1 --vendor aws'
      await patched(`endpoints deploy new --repo ada/model --framework pytorch ${compute}`)
      expect(await patched('endpoints list')).toContain('new')
    },
  },
  {
    name: 'endpoints: the catalogue',
    hub: { repos: [{ id: 'ada/model', pipelineTag: 'text-generation' }] },
    play: async ({ patched, version }) => {
      expect(await patched('endpoints catalog list')).toContain('ada/model')
      expect(await patched('endpoints catalog deploy --repo ada/model --name mine')).toContain('mine')
      if (version === 'hub-2') await patched('endpoints catalog deploy --recipe ada--model --name other')
      expect(await patched('endpoints list')).toContain('mine')
    },
  },
]
