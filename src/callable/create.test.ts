import { expect, test, vi } from 'vitest'
import { HfnError } from '../core/error.ts'
import { createCallable } from './create.ts'

test('input and output are read when somebody needs them, not before', async () => {
  const input = vi.fn(() => [{ name: 'n', schema: {}, required: true }])
  const output = vi.fn(() => [{ name: 'o', schema: {} }])
  const callable = createCallable({
    name: 'lazy',
    get input() {
      return input()
    },
    get output() {
      return output()
    },
    start: async ({ n }) => ({ data: [n] }),
  })
  expect(callable.name).toBe('lazy')
  expect(input).not.toHaveBeenCalled()
  expect(await callable.run([1])).toBe(1)
  expect(input).toHaveBeenCalledTimes(1)
  expect(output).not.toHaveBeenCalled()
  expect(callable.output).toEqual([{ name: 'o', schema: {} }])
})

test('a wrong input rejects the job and starts nothing', async () => {
  const start = vi.fn(async () => ({ data: [] }))
  const callable = createCallable({ name: 'f', input: [], output: [], start })
  const job = callable.run({ n: 1 })
  await expect(job).rejects.toMatchObject({ code: 'BAD_ARGUMENT', message: 'there is no parameter n' })
  await expect(job[Symbol.asyncIterator]().next()).rejects.toBeInstanceOf(HfnError)
  expect(start).not.toHaveBeenCalled()
})

test('the source gets the input by name, the id, the signal and who watches uploads', async () => {
  const controller = new AbortController()
  const onUpload = vi.fn()
  const start = vi.fn(async () => ({ data: [] }))
  const callable = createCallable({
    name: 'f',
    input: [{ name: 'n', schema: { default: 2 }, required: false }],
    output: [],
    start,
  })
  const job = callable.run(undefined, { signal: controller.signal, onUpload })
  await job
  expect(start).toHaveBeenCalledWith({ n: 2 }, expect.objectContaining({ id: job.id, onUpload }))
})

test('a run that is stopped while its input is read is not started', async () => {
  const start = vi.fn(async () => ({ data: [] }))
  let read: () => void = () => {}
  const callable = createCallable({
    name: 'f',
    input: [],
    output: [],
    start,
    read: () => new Promise((resolve) => (read = () => resolve({}))),
  })
  const job = callable.run()
  const cancelling = job.cancel()
  read()
  await cancelling
  await expect(job).rejects.toMatchObject({ code: 'CANCELLED' })
  expect(start).not.toHaveBeenCalled()
})
