import { expect, test } from 'vitest'
import { newEndpointName } from './name.ts'
import { createPayload, updatePayload } from './payload.ts'

const plan = {
  model: 'openai-community/gpt2',
  vendor: 'aws',
  region: 'us-east-1',
  accelerator: 'cpu',
  instanceType: 'intel-spr',
  instanceSize: 'x1',
}

test('a plan becomes what the service takes, without a task nobody named', () => {
  expect(createPayload(plan, 'gpt2')).toEqual({
    name: 'gpt2',
    type: 'authenticated',
    provider: { vendor: 'aws', region: 'us-east-1' },
    compute: {
      accelerator: 'cpu',
      instanceType: 'intel-spr',
      instanceSize: 'x1',
      scaling: { minReplica: 1, maxReplica: 1 },
    },
    model: { repository: 'openai-community/gpt2', framework: 'pytorch', image: { huggingface: {} } },
  })
  expect(JSON.stringify(createPayload(plan, 'gpt2'))).not.toContain('null')
})

test('scaling to zero allows for no machine at all, and protected is authenticated', () => {
  const more = {
    scaleToZero: 15,
    type: 'protected',
    model: 'o/n@v1',
    image: { vLLM: { url: 'x' } },
    env: { A: 'b' },
  } as const
  expect(createPayload({ ...plan, ...more }, 'n')).toMatchObject({
    type: 'authenticated',
    compute: { scaling: { minReplica: 0, maxReplica: 1, scaleToZeroTimeout: 15 } },
    model: { repository: 'o/n', revision: 'v1', image: { vLLM: { url: 'x' } }, env: { A: 'b' } },
  })
  expect(createPayload({ ...plan, minReplica: 3 }, 'n')).toMatchObject({ compute: { scaling: { maxReplica: 3 } } })
})

test('a change is nothing but the change', () => {
  expect(updatePayload({ minReplica: 0 })).toEqual({ compute: { scaling: { minReplica: 0 } } })
  expect(updatePayload({ model: 'o/n', task: 'fill-mask' })).toEqual({
    model: { repository: 'o/n', task: 'fill-mask' },
  })
  expect(() => updatePayload({ task: undefined })).toThrow('No change of the endpoint is given')
})

test.each([
  [{ minReplica: -1 }, 'minReplica is a whole number from 0'],
  [{ minReplica: 2, maxReplica: 1 }, 'minReplica is 2, and maxReplica only 1'],
  [{ maxReplica: 1.5 }, 'maxReplica is a whole number from 1'],
  [{ scaleToZero: 0 }, 'scaleToZero is a whole number from 1'],
  [{ model: 'datasets/o/n' }, 'An endpoint runs a model'],
  [{ model: '../x' }, 'is no name of a repo'],
])('%j is refused', (change, message) => {
  expect(() => updatePayload(change)).toThrow(message)
  expect(() => createPayload({ ...plan, ...change }, 'n')).toThrow(message)
})

test('a name is made of the model’s, and one that the service would refuse is refused', () => {
  expect(newEndpointName(undefined, 'meta-llama/Llama-3.1_8B.Instruct-for-Everyone')).toBe(
    'llama-3-1-8b-instruct-for-everyo',
  )
  expect(newEndpointName('org/my-one', 'a/b')).toBe('org/my-one')
  for (const name of ['Big', 'a_b', '-a', 'a-', '..', '', 'x'.repeat(33)])
    expect(() => newEndpointName(name, 'a/b'), name).toThrow('is no name of an endpoint')
})
