import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FileValue } from '../../src/callable/file.ts'
import { connect, type App } from '../../src/gradio/index.ts'
import { inputOf, printTable, receivedOf, rows, type Row } from './components/index.ts'
import { withMarks, withPaths, type DataMark } from './fixtures.ts'
import { majors, server, type Major } from './servers.ts'

const done = new Set<string>()
const key = (row: Row, major: Major): string => `${major} ${row.endpoint} ${JSON.stringify(row.input)}`

afterAll(() => {
  process.stdout.write(`\n${printTable((row, major) => done.has(key(row, major)))}\n`)
})

const isFile = (value: object): value is FileValue => 'bytes' in value && typeof value.bytes === 'function'

/** A row's output as this client gives it: files for what Gradio 3 sends inside the text, and records that may hold more. */
const wanted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(wanted)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  if ('$data' in value) return { $file: (value as DataMark).$data }
  return expect.objectContaining(Object.fromEntries(Object.entries(value).map(([name, one]) => [name, wanted(one)])))
}

const here = majors.flatMap((major) => rows.filter((row) => row.majors.includes(major)).map((row) => ({ major, row })))

describe.each(majors)('Gradio %i', (own) => {
  let app: App
  beforeAll(async () => {
    app = await connect(await server(own, 'kitchen'))
  })
  afterAll(() => app.close())

  test.each(here.filter(({ major }) => major === own).map(({ row }) => [row.endpoint, row] as const))(
    '%s comes back',
    async (endpoint, row) => {
      const input = inputOf(row, own)
      const given = app.function(endpoint).input.length === 0 ? [] : [withPaths(input)]
      const value = await app.run(endpoint, given)
      const seen = await withMarks(value, (one) =>
        isFile(one) ? one.bytes().then((content) => ({ name: one.name, content })) : undefined,
      )
      expect(seen ?? undefined).toEqual(wanted(receivedOf(row, own)) ?? undefined)
      done.add(key(row, own))
    },
  )
})
