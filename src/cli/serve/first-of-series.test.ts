import { expect, test } from 'vitest'
import { firstOfSeries } from './first-of-series.ts'

test('what goes on is the same series however long it lasts; after a pause another one begins', () => {
  let time = 0
  const isFirst = firstOfSeries(10, () => time)
  const seen = [0, 5, 12, 20, 30, 31].map((next) => {
    time = next
    return isFirst()
  })
  expect(seen).toEqual([true, false, false, false, true, false])
})
