import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')

/** Names of the tests in a file; what is filled in stands as `…`. */
const namesIn = (text: string): string[] =>
  [...text.matchAll(/^ *test(?:\.each\(.*?\))?\(\s*(?:'((?:[^'\\]|\\.)*)'|"([^"]*)"|`([^`]*)`)/gm)].map(
    ([, single, double, template]) =>
      (single ?? double ?? template ?? '').replaceAll(/\$\{[^}]*\}|%s/g, '…').replaceAll("\\'", "'"),
  )

const suite = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.test.ts') && name !== 'table.test.ts')
  .toSorted()

/** `file`: beginning of a name …; beginning of a name … */
const cited = (cell: string): [file: string, name: string][] =>
  [...cell.matchAll(/`([^`]+\.test\.ts)`(?:: ([^`|]+))?/g)].flatMap(([, file = '', names = '']) =>
    names.split('…').map((name): [string, string] => [file, name.replace(/^[;,. ]+/, '').trim()]),
  )

test('the page’s document lists every check of this suite, and no other', () => {
  const listed = read('docs/page.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, 3)
        .map((cell) => cell.replaceAll('`', '').trim())
        .join(': '),
    )
  const there = suite.flatMap((file) =>
    namesIn(read(`test/peers/page/${file}`)).map((name) => `${file.replace('.test.ts', '')}: ${name}`),
  )
  expect(there.length).toBeGreaterThan(50)
  expect(listed).toEqual(there)
})

test('every test that the page’s fault cases name is in the tree', () => {
  const section = /## Page\n(.*?)\n## /s.exec(read('docs/faults.md'))?.[1] ?? ''
  const rows = section.split('\n').filter((line) => /^\| (?:8\d|–)/.test(line))
  const numbers = rows.map((row) => Number(row.slice(2, 4))).filter(Boolean)
  expect(numbers).toEqual([81, 82, 83, 84, 85, 86])
  const missing = rows.flatMap(cited).filter(([file, name]) => !read(file).includes(name))
  expect(missing).toEqual([])
})
