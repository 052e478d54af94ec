import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Report } from '../queue/contract.ts'
import { EntryReader, EntryWriter, enteredEntry, readEntry } from './entry.ts'

const task = { session: 's', kind: 'visit', function: 'f', given: ['large'], root: 'r', id: 'a' } as const
const output = (...data: unknown[]): Report => ({ type: 'output', data })

/** Through the log and back. */
const carried = (reports: readonly Report[]): (Report | undefined)[] => {
  const [writer, reader] = [new EntryWriter('a'), new EntryReader()]
  return reports.map((report) => {
    const entry = readEntry(writer.write(report))
    return Array.isArray(entry) ? reader.read(entry[1]) : undefined
  })
}

test('whatever outputs follow each other, readers get them whole', () => {
  const outputs = fc.array(fc.array(fc.jsonValue(), { maxLength: 3 }).map((data) => output(...data)))
  fc.assert(
    fc.property(outputs, (reports) => {
      expect(carried(reports)).toEqual(JSON.parse(JSON.stringify(reports)))
    }),
  )
})

test('text that grows travels as what was added', () => {
  const writer = new EntryWriter('a')
  const text = 'word '.repeat(1_000)
  writer.write(output(text))
  expect(writer.write(output(`${text}more`)).length).toBeLessThan(100)
})

test('what a new start of a run tells is whole, and stands on nothing of the old one', () => {
  const reader = new EntryReader()
  const [old, anew] = [new EntryWriter('a'), new EntryWriter('a')]
  const read = (text: string): Report | undefined => {
    const entry = readEntry(text)
    return Array.isArray(entry) ? reader.read(entry[1]) : undefined
  }
  read(old.write(output('as far as the old one came')))
  read(anew.write({ type: 'started' }))
  expect(read(anew.write(output('anew')))).toEqual(output('anew'))
  expect(read(anew.write(output('anew, and on')))).toEqual(output('anew, and on'))
})

test('changes of outputs that are remembered no more are left out until there is a whole one', () => {
  const writer = new EntryWriter('a')
  writer.write(output('x'.repeat(100)))
  const changed = readEntry(writer.write(output(`${'x'.repeat(100)}y`)))
  const reader = new EntryReader()
  expect(Array.isArray(changed) ? reader.read(changed[1]) : changed).toBeUndefined()
  expect(reader.read({ type: 'done', data: ['z'] })).toEqual({ type: 'done', data: ['z'] })
})

test('those who only tell of a task are not burdened with its arguments', () => {
  expect(readEntry(enteredEntry(task))).toEqual({ ...task, given: [] })
})
