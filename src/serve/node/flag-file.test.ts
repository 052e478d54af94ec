import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FlagRecord } from '../flag/flag-record.ts'
import { flagFolder } from './flag-file.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hfn-flags-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const record = (inputs: Record<string, unknown>, name = 'greet'): FlagRecord => ({
  function: name,
  flag: 'wrong',
  inputs,
  outputs: { text: 'Hi' },
  timestamp: '2026-01-01T00:00:00.000Z',
})

const lines = async (file: string): Promise<string[]> =>
  (await readFile(join(folder, file), 'utf8')).trim().split(/\r?\n/)

test('a flag is a line of JSON and a row under one header', async () => {
  const store = flagFolder(join(folder, 'made'))
  await store.write(record({ name: 'Ann' }))
  await store.write(record({ name: '=1+1' }))
  expect((await lines('made/greet.jsonl')).map((line) => JSON.parse(line))).toEqual([
    record({ name: 'Ann' }),
    record({ name: '=1+1' }),
  ])
  expect(await lines('made/greet.csv')).toEqual([
    'name,text,flag,user,timestamp',
    'Ann,Hi,wrong,,2026-01-01T00:00:00.000Z',
    "'=1+1,Hi,wrong,,2026-01-01T00:00:00.000Z",
  ])
})

test('many flags at once stand in lines of their own, under one header', async () => {
  const store = flagFolder(folder)
  const long = 'x'.repeat(50_000)
  await Promise.all(Array.from({ length: 50 }, (_, at) => store.write(record({ name: `${at}${long}` }))))
  expect((await lines('greet.jsonl')).map((line) => JSON.parse(line).inputs.name.length)).toHaveLength(50)
  const rows = await lines('greet.csv')
  expect(rows.filter((row) => row.startsWith('name,'))).toHaveLength(1)
  expect(rows.slice(1).map((row) => row.split(',').length)).toEqual(Array.from({ length: 50 }, () => 5))
})

test('a function with other parameters than before has a table of its own', async () => {
  const store = flagFolder(folder)
  await store.write(record({ name: 'Ann' }))
  await store.write(record({ name: 'Ann', age: 3 }))
  await store.write(record({ name: 'Bob' }))
  expect(await lines('greet.csv')).toHaveLength(3)
  expect(await lines('greet-2.csv')).toHaveLength(2)
})

test('no name of a function leads out of the folder', async () => {
  const store = flagFolder(join(folder, 'flags'))
  for (const name of ['../up', '..', '/root', 'a\\b', 'é \uD800', 'n'.repeat(500)]) await store.write(record({}, name))
  expect(await readdir(folder)).toEqual(['flags'])
  expect(await readdir(join(folder, 'flags'))).toHaveLength(12)
})

test('a folder that cannot be written is told, and the next flag is tried again', async () => {
  const blocked = join(folder, 'file')
  await writeFile(blocked, '')
  const store = flagFolder(blocked)
  await expect(store.write(record({}))).rejects.toMatchObject({ code: 'FILE_FAILED', details: { status: 500 } })
  await rm(blocked)
  await store.write(record({}))
  expect(await lines('file/greet.jsonl')).toHaveLength(1)
})
