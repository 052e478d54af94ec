import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { exitStatus } from '../../src/core/error.ts'
import { hfn } from './terminal.ts'

const page = (name: string): string => readFileSync(`docs/${name}`, 'utf8')

test('docs/errors.md lists every code with its exit status, and no other', () => {
  const rows = [...page('errors.md').matchAll(/^\| `(\w+)` +\| (\d+) +\| (.+?) +\|$/gm)]
  expect(Object.fromEntries(rows.map(([, code, status]) => [code, Number(status)]))).toEqual(exitStatus)
  for (const [, , , meaning = ''] of rows) expect(meaning.length).toBeGreaterThan(10)
})

test('docs/cli.md shows what the commands print (vitest -u writes it anew)', async () => {
  let text = page('cli.md')
  const shown = [...text.matchAll(/```console\n\$ hfn (.*)\n[^]*?```/g)]
  for (const [block, words = ''] of shown) {
    const { out } = await hfn(words.split(' '))
    text = text.replace(block, () => `\`\`\`console\n$ hfn ${words}\n${out.trimEnd()}\n\`\`\``)
  }
  expect(shown.map(([, words]) => words)).toEqual(expect.arrayContaining(commands.map(({ name }) => `${name} --help`)))
  await expect(text).toMatchFileSnapshot('../../docs/cli.md')
})

test('the general help names every command', async () => {
  const { out } = await hfn([])
  expect((await hfn(['--help'])).out).toBe(out)
  for (const { name, summary } of commands) expect(out).toMatch(new RegExp(`^  ${name} .*${summary}$`, 'm'))
  for (const line of out.split('\n')) expect(line.length).toBeLessThan(100)
})
