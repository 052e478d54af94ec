import { expect, test } from 'vitest'
import { countedAs } from './arrival.ts'

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['::ffff:10.1.2.3', '10.1.2.3'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::1', '2001:db8:1:2'],
  ['::1', '0:0:0:0'],
  ['', ''],
  ['<script>', ''],
])('the address %s is counted as %s', (address, counted) => {
  expect(countedAs(address)).toBe(counted)
})
