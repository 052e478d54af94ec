import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkedPath, checkedRevision, pathFault, readRepo, repoName } from './reference.ts'

test.each([
  ['gpt2', { type: 'model', id: 'gpt2' }],
  ['owner/name', { type: 'model', id: 'owner/name' }],
  [' owner/name ', { type: 'model', id: 'owner/name' }],
  ['hf://owner/name@v1.0/a/b.txt', { type: 'model', id: 'owner/name', revision: 'v1.0', path: 'a/b.txt' }],
  ['owner/name@refs/pr/1', { type: 'model', id: 'owner/name', revision: 'refs/pr/1' }],
  ['owner/name@refs%2Fpr%2F1/x', { type: 'model', id: 'owner/name', revision: 'refs/pr/1', path: 'x' }],
  ['datasets/squad', { type: 'dataset', id: 'squad' }],
  ['dataset/owner/name', { type: 'dataset', id: 'owner/name' }],
  ['spaces/owner/name/app.py', { type: 'space', id: 'owner/name', path: 'app.py' }],
  ['constructor/name', { type: 'model', id: 'constructor/name' }],
  ['https://huggingface.co/owner/name', { type: 'model', id: 'owner/name' }],
  [
    'https://huggingface.co/datasets/o/n/blob/refs%2Fpr%2F2/a%20b.csv?x=1#L3',
    { type: 'dataset', id: 'o/n', revision: 'refs/pr/2', path: 'a b.csv' },
  ],
  ['https://huggingface.co/spaces/o/n/tree/main', { type: 'space', id: 'o/n', revision: 'main' }],
  [
    { id: 'o/n', type: 'dataset' },
    { type: 'dataset', id: 'o/n' },
  ],
  [
    { id: 'o/n', revision: 'dev' },
    { type: 'model', id: 'o/n', revision: 'dev' },
  ],
] as const)('%j names %j', (input, repo) => {
  expect(readRepo(input)).toEqual(repo)
})

test.each([
  '',
  '.',
  '../x',
  'a/../b',
  'a//b',
  'owner/-name',
  'owner/na--me',
  'owner/name.',
  'owner/name.git',
  'own er/name',
  `owner/${'x'.repeat(200)}`,
  'owner/name@../../x',
  'owner/name@a..b',
  'owner/name@%2e%2e',
  'owner/name@%zz',
  'https://huggingface.co/',
  'https://huggingface.co/%zz/x',
])('%j names nothing', (text) => {
  expect(() => readRepo(text)).toThrow(expect.objectContaining({ code: 'BAD_ARGUMENT' }))
})

test('whatever is typed gives an id without a way out of a path, or BAD_ARGUMENT', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^(hf:\/\/|https:\/\/x\/)?[\w./@%-]{1,40}$/)), (text) => {
      try {
        const { id, revision = 'main' } = readRepo(text)
        expect(id).toMatch(/^[\w.-]+(\/[\w.-]+)?$/)
        expect(`${id}/${revision}`.split('/')).not.toContain('..')
      } catch (error) {
        expect(error).toMatchObject({ code: 'BAD_ARGUMENT' })
      }
    }),
  )
})

test('a bare id is of the type asked for, and is called by it', () => {
  expect(repoName(readRepo('o/n', 'space'))).toBe('space o/n')
})

test('revisions that git would not take are refused', () => {
  for (const good of ['main', 'v1.0', 'refs/pr/1', 'feature/x', 'a'.repeat(40)])
    expect(checkedRevision(good)).toBe(good)
  for (const bad of ['', '/a', 'a/', '-x', '.x', 'a b', 'a\nb', 'a^', 'a:b', 'a?', 'a*', 'a\\b', 'x.lock', '@{1}x@{'])
    expect(() => checkedRevision(bad), bad).toThrow('is no name of a revision')
})

test('file names that lead elsewhere on any system are refused', () => {
  for (const good of ['a', 'a/b.txt', 'odd #1?.txt', 'é/ü', '.gitattributes', '..a', 'x.git/a'])
    expect(pathFault(good)).toBeUndefined()
  const bad = [
    '',
    '/a',
    '\\a',
    'C:x',
    '../a',
    'a/../b',
    'a//b',
    './a',
    'a\\..\\b',
    'a/.. /b',
    '.git/config',
    'a/.GIT./hooks/x',
    'git~1/config',
    'a\0',
    'nul',
    'x/COM1.txt',
    'é'.repeat(200),
  ]
  for (const name of bad)
    expect(() => checkedPath(name), name).toThrow(expect.objectContaining({ code: 'BAD_ARGUMENT' }))
})
