import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

/** The floors of the house: a floor sees itself and the floors named beside it, nothing else. Change it with its reason (docs/decisions.md). */
const sees: Record<string, readonly string[]> = {
  core: [],
  wire: ['core'],
  callable: ['core'],
  gradio: ['core', 'wire', 'callable'],
  hub: ['core'],
  serve: ['core', 'wire', 'callable'],
  page: ['core', 'wire', 'callable'],
  testing: ['core', 'wire', 'callable', 'gradio', 'serve'],
  '.': ['core', 'callable', 'gradio', 'hub', 'serve'],
  cli: ['.', 'core', 'callable', 'gradio', 'hub', 'serve', 'testing'],
}

/** The only files that may touch `node:` or a package that does; the rest runs in a browser and on an edge runtime. */
const touchesNode = [
  /^cli\//,
  /^testing\//,
  /^core\/(node-http|proxy)\.ts$/,
  /^hub\/(places\.ts$|(token|cache|download|upload)\/)/,
  /^gradio\/(local-file|save|protocol\/web-socket)\.ts$/,
  /^serve\/((listen|local-files)\.ts$|(node|redis)\/)/,
]

/** Files that only `import()` may reach from a neutral file. */
const lazyOnly = touchesNode.slice(2)

const source = resolve(import.meta.dirname, '../src')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name),
)
const floorOf = (file: string): string => (file.includes('/') ? file.slice(0, file.indexOf('/')) : '.')

interface Import {
  file: string
  target: string
  dynamic: boolean
  typeOnly: boolean
}

const importsOf = (file: string): Import[] => {
  const text = readFileSync(join(source, file), 'utf8')
  const pattern =
    /(?:^|\n)\s*(import|export)\s+(type\s)?[^'"`;]*?from\s+['"]([^'"]+)['"]|(import)\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s+['"]([^'"]+)['"]/g
  return [...text.matchAll(pattern)].map((match) => ({
    file,
    target: match[3] ?? match[5] ?? match[6] ?? '',
    dynamic: match[4] !== undefined,
    typeOnly: match[2] !== undefined,
  }))
}

const imports = files.flatMap(importsOf)
const inside = imports.filter(({ target }) => target.startsWith('.'))
const place = ({ file, target }: Import): string => relative(source, resolve(source, dirname(file), target))

test('every folder has its place in the table', () => {
  expect(files.map(floorOf).filter((floor) => !(floor in sees))).toEqual([])
})

test('imports go down only', () => {
  const wrong = inside.filter((entry) => {
    const from = floorOf(entry.file)
    const to = floorOf(place(entry))
    return from !== to && !sees[from]?.includes(to)
  })
  expect(wrong.map((entry) => `${entry.file} -> ${entry.target}`)).toEqual([])
})

const imported = new Map(files.map((file) => [file, inside.filter((entry) => entry.file === file).map(place)]))

/** The shortest way from a file back to itself. */
const circleOf = (start: string): readonly string[] | undefined => {
  const seen = new Set<string>()
  const ways = [[start]]
  for (const way of ways) {
    for (const next of imported.get(way.at(-1) ?? start) ?? []) {
      if (next === start) return [...way, start]
      if (!seen.has(next)) ways.push([...way, next])
      seen.add(next)
    }
  }
  return undefined
}

test('no file imports itself through others, not even by a type or on demand', () => {
  const circles: string[] = []
  const told = new Set<string>()
  for (const file of files) {
    const circle = told.has(file) ? undefined : circleOf(file)
    if (circle !== undefined) circles.push(circle.join(' -> '))
    for (const member of circle ?? []) told.add(member)
  }
  expect(circles).toEqual([])
})

test('only the named files touch Node', () => {
  const node = /^node:|^(ws|commander|@fastify\/busboy|https?-proxy-agent|@hono\/node-server|bullmq|ioredis)(\/|$)/
  const wrong = imports.filter(
    (entry) => node.test(entry.target) && !entry.typeOnly && !touchesNode.some((pattern) => pattern.test(entry.file)),
  )
  expect(wrong.map((entry) => `${entry.file} -> ${entry.target}`)).toEqual([])
})

test('neutral files reach Node files by import() only', () => {
  const wrong = inside.filter(
    (entry) =>
      !entry.dynamic &&
      !entry.typeOnly &&
      lazyOnly.some((pattern) => pattern.test(place(entry))) &&
      !touchesNode.some((pattern) => pattern.test(entry.file)),
  )
  expect(wrong.map((entry) => `${entry.file} -> ${entry.target}`)).toEqual([])
})

test('only cli speaks to the process', () => {
  const wrong = files.filter(
    (file) =>
      !/^(cli|testing)\//.test(file) &&
      /\bprocess\.(std|exit|argv|on\()/.test(readFileSync(join(source, file), 'utf8')),
  )
  expect(wrong).toEqual([])
})
