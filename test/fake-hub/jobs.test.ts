import { expect, test } from 'vitest'
import { bearer, jsonOf, post, start } from './start.ts'

const users = [{ name: 'ada', token: 'hf_ada' }]

const spec = { dockerImage: 'python', command: ['echo', 'hi'], flavor: 'cpu-basic', secrets: { KEY: 'hidden' } }

test('a job runs, prints and ends; its secrets are not told', async () => {
  const { url } = await start({ users, starting: { job: [] } })
  const place = `${url}/api/jobs/ada`
  const made = await (await fetch(place, post(spec, 'hf_ada'))).text()
  expect(made).not.toContain('hidden')
  const { id } = JSON.parse(made) as { id: string }
  expect(await jsonOf(`${place}/${id}`, bearer('hf_ada'))).toMatchObject({ id, status: { stage: 'COMPLETED' } })
  expect(await (await fetch(`${place}/${id}/logs`, bearer('hf_ada'))).text()).toContain('"data":"echo hi"')
  expect((await fetch(`${place}/${id}/cancel`, post({}, 'hf_ada'))).status).toBe(400)
})

test('a job that runs can be cancelled, and lists fit their query', async () => {
  const { url } = await start({ users, starting: { job: [['RUNNING', 600_000]] } })
  const place = `${url}/api/jobs/ada`
  const { id } = (await jsonOf(place, post(spec, 'hf_ada'))) as { id: string }
  expect(await jsonOf(`${place}?stage=RUNNING`, bearer('hf_ada'))).toMatchObject([{ id }])
  expect(await jsonOf(`${place}/${id}/cancel`, post({}, 'hf_ada'))).toMatchObject({ status: { stage: 'CANCELED' } })
  expect(await jsonOf(`${place}?stage=RUNNING`, bearer('hf_ada'))).toEqual([])
  expect((await fetch(place, post({ ...spec, flavor: 'moon' }, 'hf_ada'))).status).toBe(400)
})
