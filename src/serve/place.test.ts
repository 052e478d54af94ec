import { expect, test } from 'vitest'
import { apiRoot, homeOf, placeOf } from './place.ts'

test.each([
  ['http://a', '', '/'],
  ['http://a/', '', '/'],
  ['http://a/?x=/config', '', '/'],
  ['http://a/config', '', '/config'],
  ['http://a//config/', '', '/config'],
  ['http://a/gradio_api/queue/join?__theme=dark', '', '/queue/join'],
  ['http://a/x/y/gradio_api/queue/data/', '/x/y', '/queue/data'],
  ['http://a/x/call/config/1', '/x', '/call/config/1'],
  ['http://a/info/gradio_api/config', '', '/info/gradio_api/config'],
  ['http://a/gradio_api/file=hfn/1/config', '', '/file/hfn/1/config'],
  ['http://a/file=/etc/', '', '/file//etc/'],
  ['http://a/x/', '/x', '/'],
  ['http://a/favicon.ico', '', ''],
])('%s is below %j, at %j', (url, base, route) => {
  const place = placeOf(url)
  expect(place.route).toBe(route)
  if (route !== '' && route !== '/') expect(place.base).toBe(base)
})

test('a base path decides where nothing else can', () => {
  expect(placeOf('http://a/info/gradio_api/config', '/info')).toEqual({ base: '/info', route: '/config' })
  expect(placeOf('http://a/information/config', '/info').route).toBe('')
  expect(apiRoot('http://a/info/gradio_api/config', '/info')).toBe('http://a/info/gradio_api')
  expect(apiRoot('https://a:8/x/config')).toBe('https://a:8/x/gradio_api')
})

test.each([
  ['http://a/login', '/'],
  ['http://a/x/y/login', '/x/y/'],
  ['http://a/x/', '/x/'],
  ['http://a//evil.com/login', '/evil.com/'],
  ['http://a////evil.com//gradio_api/user', '/evil.com/'],
  ['http://a/\\\\evil.com/login', '/evil.com/'],
  ['http://a//', '/'],
])('the page of the app at %s is %s', (url, home) => {
  expect(homeOf(url)).toBe(home)
})
