import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../..')

/** Rows of the table in docs/security.md: case, guarantee, tests. */
const rows = readFileSync(join(root, 'docs/security.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| S\d\d /.test(line))
  .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim()))

/** `file`: beginning of a name …; beginning of a name … */
const cited = (cell: string): [file: string, name: string][] =>
  [...cell.matchAll(/`([^`]+)`: ([^`]+)/g)]
    .flatMap(([, file = '', names = '']) =>
      names.split(';').map((name): [string, string] => [file, name.replace(/…\s*$/, '').trim()]),
    )
    .filter(([, name]) => name !== '')

test('every case has its guarantee, and a test or the reason why there is none', () => {
  expect(rows.map(([, id]) => id)).toEqual(Array.from({ length: 34 }, (_, n) => `S${String(n + 1).padStart(2, '0')}`))
  const bare = rows.filter(
    ([, , guarantee = '', tests = '']) =>
      guarantee === '' || (cited(tests).length === 0 && !tests.startsWith('does not apply')),
  )
  expect(bare.map(([, id]) => id)).toEqual([])
})

test('every test named in the table is in the tree', () => {
  const missing = rows
    .flatMap(([, , , tests = '']) => cited(tests))
    .filter(([file, name]) => !readFileSync(join(root, file), 'utf8').includes(name))
  expect(missing).toEqual([])
})
