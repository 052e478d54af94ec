import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { abortReason, whenAborted } from './abort.ts'
import { HfnError } from './error.ts'

test('of all that wait for a signal, those that still do are called, once each', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ add: fc.boolean(), which: fc.nat(20) }), { maxLength: 60 }), (steps) => {
      const controller = new AbortController()
      const waiting: { act: () => void; release: () => void }[] = []
      const gone: (() => void)[] = []
      for (const { add, which } of steps) {
        if (add) {
          const act = vi.fn<() => void>()
          waiting.push({ act, release: whenAborted(controller.signal, act) })
          continue
        }
        const [left] = waiting.splice(which % Math.max(waiting.length, 1), 1)
        left?.release()
        left?.release()
        if (left) gone.push(left.act)
      }
      controller.abort()
      for (const { act, release } of waiting) {
        expect(act).toHaveBeenCalledTimes(1)
        release()
      }
      for (const act of gone) expect(act).not.toHaveBeenCalled()
    }),
  )
})

test('who is called may let go of others and of itself', () => {
  const controller = new AbortController()
  const releases = [0, 1, 2].map(() => whenAborted(controller.signal, () => releases.forEach((release) => release())))
  expect(() => controller.abort()).not.toThrow()
})

test('a signal gets one listener', () => {
  const { signal } = new AbortController()
  const listen = vi.spyOn(signal, 'addEventListener')
  for (let count = 0; count < 100; count++) whenAborted(signal, () => {})
  expect(listen).toHaveBeenCalledTimes(1)
})

test('the reason becomes an error of ours', () => {
  const own = new HfnError('APP_STOPPED', 'stopped')
  expect(abortReason(AbortSignal.abort(own))).toBe(own)
  expect(abortReason(AbortSignal.abort())).toMatchObject({ code: 'CANCELLED' })
  expect(abortReason(AbortSignal.abort('why'))).toMatchObject({ code: 'CANCELLED', cause: 'why' })
  expect(abortReason(AbortSignal.abort(new DOMException('late', 'TimeoutError')))).toMatchObject({ code: 'TIMEOUT' })
})
