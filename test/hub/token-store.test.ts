import { expect, test } from 'vitest'
import { changeStore, lockStore, type Changing } from '../../src/hub/token/change-store.ts'
import { readStore } from '../../src/hub/token/store.ts'
import { newHome, section } from './token-home.ts'

const changing = (env: Changing['env']): Changing => ({ env, warn: () => {} })

test('a program that knows nothing of the lock and writes between reading and writing loses nothing', async () => {
  const home = newHome()
  home.write('stored_tokens', section('kept', { hf_token: 'hf_kept' }))
  let asked = 0
  await lockStore(changing(home.env), () =>
    changeStore((store) => {
      asked++
      if (asked === 1) home.write('stored_tokens', section('python', { hf_token: 'hf_python' }))
      return { token: 'hf_ours', sections: new Map(store.sections).set('ours', new Map([['hf_token', 'hf_ours']])) }
    }, changing(home.env)),
  )
  expect(asked).toBe(2)
  expect(home.read('stored_tokens')).toBe(
    section('ours', { hf_token: 'hf_ours' }) + section('python', { hf_token: 'hf_python' }),
  )
  expect(home.names()).toEqual(['stored_tokens', 'token'])
})

test('one that writes without end is an error, and nothing half done stays', async () => {
  const home = newHome()
  let round = 0
  const change = changeStore(() => {
    home.write('token', `hf_${round++}`)
    return { token: 'hf_ours' }
  }, changing(home.env))
  await expect(change).rejects.toMatchObject({ code: 'FILE_FAILED' })
  expect(home.names()).toEqual(['token'])
})

test('what is not named is not written', async () => {
  const home = newHome()
  home.write('token', 'hf_a\n')
  home.write('stored_tokens', '; a remark\n[a]\nhf_token = hf_a\n')
  await changeStore(() => ({}), changing(home.env))
  await changeStore(() => ({ token: 'hf_b' }), changing(home.env))
  expect(home.read('token')).toBe('hf_b')
  expect(home.read('stored_tokens')).toBe('; a remark\n[a]\nhf_token = hf_a\n')
  expect((await readStore(home.env)).token).toBe('hf_b')
})

test('a stopped command waits for no lock', async () => {
  const home = newHome()
  const stop = new AbortController()
  const held = lockStore(changing(home.env), async () => {
    const second = lockStore({ ...changing(home.env), signal: stop.signal }, async () => 'never')
    stop.abort()
    return second.catch((error: unknown) => error)
  })
  expect(await held).toMatchObject({ code: 'CANCELLED' })
})
