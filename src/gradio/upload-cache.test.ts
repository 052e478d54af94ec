import { expect, test } from 'vitest'
import { createUploadCache } from './upload-cache.ts'

const file = (path: string) => ({ path })

test('what was used last is kept, the rest goes', () => {
  const cache = createUploadCache(2)
  cache.set('a', file('/a'))
  cache.set('b', file('/b'))
  cache.get('a')
  cache.set('c', file('/c'))
  expect(['a', 'b', 'c'].map((key) => cache.get(key)?.path)).toEqual(['/a', undefined, '/c'])
})

test('it does not grow, however much is sent', () => {
  const cache = createUploadCache(10)
  for (let index = 0; index < 10_000; index++) cache.set(`${index}`, file(`/${index}`))
  const kept = Array.from({ length: 10_000 }, (_, index) => cache.get(`${index}`)).filter(
    (entry) => entry !== undefined,
  )
  expect(kept.map(({ path }) => path)).toEqual(Array.from({ length: 10 }, (_, index) => `/${9_990 + index}`))
})

test('a file the app does not know any more is forgotten, or all of them', () => {
  const cache = createUploadCache()
  cache.set('a', file('/a'))
  cache.set('b', file('/b'))
  cache.forget('/a')
  expect([cache.get('a'), cache.get('b')?.path]).toEqual([undefined, '/b'])
  cache.forget()
  expect(cache.get('b')).toBeUndefined()
})
