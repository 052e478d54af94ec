import { link, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { begun, bring, commitOf, gitFile, refusal, repo, test } from '../../../test/hub/cache-support.ts'
import { openRepoCache } from './open-repo-cache.ts'

const commit = commitOf('1')
const [capital, small] = [gitFile('Read.me', 'one'), gitFile('read.me', 'two')]

test('two names of one commit that are one file on this disk are refused before they replace each other', async ({
  cache,
}) => {
  const store = openRepoCache(cache, repo)
  await bring(store.destination(commit), gitFile('a.txt', 'a'), 'a')
  // A disk that takes both names of the tag for one.
  await link(join(cache, 'CACHEDIR.TAG'), join(cache, 'cachedir.tag'))
  const twins = store.destination(commit)
  const first = await bring(twins, capital, 'one')
  await expect(twins.find(small)).rejects.toEqual(refusal('FILE_FAILED', /read\.me and Read\.me are one file/))
  await expect(twins.begin(small, {})).rejects.toEqual(refusal('FILE_FAILED', /one file on this disk/))
  expect(await readFile(first, 'utf8')).toBe('one')
  // Of another commit it may be, and alone it may.
  const other = store.destination(commitOf('2'))
  await (await begun(other, small)).release()
})

test('on a disk that tells them apart, both are there', async ({ cache }) => {
  const there = openRepoCache(cache, repo).destination(commit)
  expect(await readFile(await bring(there, capital, 'one'), 'utf8')).toBe('one')
  expect(await readFile(await bring(there, small, 'two'), 'utf8')).toBe('two')
  expect(await there.find(capital)).toBeDefined()
})
