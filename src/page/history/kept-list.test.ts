import { expect, test } from 'vitest'
import { isObject, textOf } from '../../wire/json.ts'
import { keptList, type KeptListOptions } from './kept-list.ts'

interface Note {
  readonly id: string
  readonly text: string
}

const check = (value: unknown): Note | undefined => {
  const id = isObject(value) ? textOf(value['id']) : undefined
  return id === undefined || !isObject(value) ? undefined : { id, text: textOf(value['text']) ?? '' }
}

/** A browser's store that takes so many letters. */
const store = (quota = Infinity) => {
  const items = new Map<string, string>()
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem(key: string, value: string) {
      if (value.length > quota) throw new DOMException('full', 'QuotaExceededError')
      items.set(key, value)
    },
    removeItem: (key: string) => void items.delete(key),
  }
}

const list = (options: Partial<KeptListOptions<Note>> = {}) =>
  keptList({ key: 'notes', most: 3, room: 1_000, check, storage: store(), ...options })
const ids = (notes: ReturnType<typeof list>): string[] => notes.read().map(({ id }) => id)
const note = (id: string, text = ''): Note => ({ id, text })

test('the newest comes first, the oldest goes', () => {
  const notes = list()
  for (const id of ['a', 'b', 'c', 'd']) notes.put(note(id))
  expect(ids(notes)).toEqual(['d', 'c', 'b'])
  notes.put(note('b', 'again'))
  expect(notes.read()).toEqual([note('b', 'again'), note('d'), note('c')])
  notes.remove('d')
  expect(ids(notes)).toEqual(['b', 'c'])
  notes.clear()
  expect(ids(notes)).toEqual([])
})

test('all together stay within their room, and what is too large alone is not kept', () => {
  const notes = list({ most: 100, room: 200 })
  for (let count = 0; count < 20; count++) notes.put(note(`n${count}`, 'x'.repeat(40)))
  expect(ids(notes)).toEqual(['n19', 'n18', 'n17'])
  notes.put(note('huge', 'x'.repeat(300)))
  expect(ids(notes)).toEqual(['n19', 'n18', 'n17'])
})

test('a store that is full keeps the newest', () => {
  const notes = list({ most: 10, storage: store(60) })
  for (const id of ['a', 'b', 'c', 'd']) notes.put(note(id))
  expect(ids(notes)[0]).toBe('d')
})

test('where nothing can be kept, nothing is, quietly', () => {
  const refused = (): never => {
    throw new DOMException('no', 'SecurityError')
  }
  const notes = list({ storage: { getItem: refused, setItem: refused, removeItem: refused } })
  notes.put(note('a'))
  expect(ids(notes)).toEqual([])
})

test('what others left there is not taken for ours', () => {
  const storage = store()
  for (const text of ['{', '{}', 'null', '[1,null,{"id":2},{"id":"ok"}]']) {
    storage.items.set('notes', text)
    expect(ids(list({ storage }))).toEqual(text.includes('ok') ? ['ok'] : [])
  }
})
