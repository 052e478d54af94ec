import { homedir } from 'node:os'
import { expect, test } from 'vitest'
import { placesOf } from './places.ts'

test('without settings all lies below ~/.cache/huggingface', () => {
  const home = '/home/ann/.cache/huggingface'
  expect(placesOf({ HOME: '/home/ann' })).toEqual({
    home,
    cache: `${home}/hub`,
    token: `${home}/token`,
    storedTokens: `${home}/stored_tokens`,
  })
  expect(placesOf({}).cache).toBe(`${homedir()}/.cache/huggingface/hub`)
})

test.for([
  [{ XDG_CACHE_HOME: '/x' }, '/x/huggingface/hub'],
  [{ HF_HOME: '~/hf', XDG_CACHE_HOME: '/x' }, '/home/ann/hf/hub'],
  [{ HF_HOME: '$DATA/${NAME}/hf', DATA: '/data', NAME: 'a' }, '/data/a/hf/hub'],
  [{ HF_HOME: '/hf', HUGGINGFACE_HUB_CACHE: '/old' }, '/old'],
  [{ HF_HOME: '/hf', HUGGINGFACE_HUB_CACHE: '/old', HF_HUB_CACHE: '~/new' }, '/home/ann/new'],
  [{ HF_HOME: '', HF_HUB_CACHE: '' }, '/home/ann/.cache/huggingface/hub'],
  [{ HF_HOME: '/hf/$UNKNOWN' }, '/hf/$UNKNOWN/hub'],
] as const)('the cache of %j is %s', ([env, cache]) => {
  expect(placesOf({ HOME: '/home/ann', ...env }).cache).toBe(cache)
})

test('the tokens lie beside each other, in the home or where HF_TOKEN_PATH says', () => {
  expect(placesOf({ HF_HOME: '/hf' }).storedTokens).toBe('/hf/stored_tokens')
  expect(placesOf({ HF_HOME: '/hf', HF_TOKEN_PATH: '/secret/token' })).toMatchObject({
    token: '/secret/token',
    storedTokens: '/secret/stored_tokens',
  })
})
