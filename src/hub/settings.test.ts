import { expect, test } from 'vitest'
import { endpointsAddress, hubAddress, isOffline, isOn } from './settings.ts'

test('the Hub is the given one, else HF_ENDPOINT, else the public one', () => {
  expect(hubAddress(undefined, {})).toBe('https://huggingface.co')
  expect(hubAddress(undefined, { HF_ENDPOINT: '' })).toBe('https://huggingface.co')
  expect(hubAddress(undefined, { HF_ENDPOINT: 'https://m.example/hf//' })).toBe('https://m.example/hf')
  expect(hubAddress('http://127.0.0.1:1/', { HF_ENDPOINT: 'https://m.example' })).toBe('http://127.0.0.1:1')
  expect(endpointsAddress(undefined, {})).toBe('https://api.endpoints.huggingface.cloud/v2')
  expect(endpointsAddress(undefined, { HFN_ENDPOINTS_URL: 'http://127.0.0.1:1/v2/' })).toBe('http://127.0.0.1:1/v2')
})

test.each(['huggingface.co', 'ftp://x', 'https://me:secret@m.example', '', 'http://'])(
  '%j is no address of a Hub',
  (text) => {
    if (text !== '') expect(() => hubAddress(undefined, { HF_ENDPOINT: text })).toThrow(/^HF_ENDPOINT is "/)
    expect(() => hubAddress(text, {})).toThrow(expect.objectContaining({ code: 'BAD_URL' }))
    try {
      hubAddress(text, {})
    } catch (error) {
      expect(String(error)).not.toContain('secret')
    }
  },
)

test('what Python takes as on is on', () => {
  for (const word of ['1', 'on', 'YES', 'True']) expect(isOn(word)).toBe(true)
  for (const word of ['', '0', 'off', 'yess', undefined]) expect(isOn(word)).toBe(false)
  expect(isOffline({ TRANSFORMERS_OFFLINE: '1' })).toBe(true)
  expect(isOffline({ HF_HUB_OFFLINE: '0' })).toBe(false)
})
