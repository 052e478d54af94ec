import { expect, test } from 'vitest'
import { pathsOf, urlOf } from './path.ts'

test('routes of the API stand below its prefix, config and login at the root', () => {
  const modern = pathsOf('/gradio_api')
  expect([modern.config, modern.login, modern.info, modern.join]).toEqual([
    '/config',
    '/login',
    '/gradio_api/info',
    '/gradio_api/queue/join',
  ])
  expect(pathsOf('').data).toBe('/queue/data')
})

test('names and events are encoded, and a leading slash makes no difference', () => {
  const { call, run, heartbeat } = pathsOf('')
  expect([call('/op1'), call('op1', 'a/b'), run('größe x'), heartbeat('s?')]).toEqual([
    '/call/op1',
    '/call/op1/a%2Fb',
    '/run/gr%C3%B6%C3%9Fe%20x',
    '/heartbeat/s%3F',
  ])
  expect(run('\u{DC00}')).toBe('/run/%EF%BF%BD')
})

test('an address is joined to the base, which may have a path of its own', () => {
  expect(urlOf('https://host.example/app/', '/config')).toBe('https://host.example/app/config')
  expect(urlOf('http://a', '/queue/data', { session_hash: 'a b', other: undefined })).toBe(
    'http://a/queue/data?session_hash=a+b',
  )
})
