import { describe, expect, test } from 'vitest'
import { parseSections, printSections } from './ini.ts'

const read = (text: string): unknown => {
  const { sections, sound } = parseSections(text)
  return {
    sound,
    sections: Object.fromEntries([...sections].map(([name, values]) => [name, Object.fromEntries(values)])),
  }
}

describe('stored_tokens', () => {
  test('what configparser writes is read, and written again byte for byte, sections in order', () => {
    const text =
      '[Zoë ]x]\nhf_token = hf_z\n\n[ada]\nhf_token = hf_a%b=c:d\nrefresh_token = hf_r\nexpires_at = 1800000000\n\n'
    const { sections, sound } = parseSections(text)
    expect(sound).toBe(true)
    expect(sections.get('Zoë ]x')?.get('hf_token')).toBe('hf_z')
    expect(sections.get('ada')?.get('hf_token')).toBe('hf_a%b=c:d')
    expect(printSections(sections)).toBe(text)
    expect(printSections(new Map([...sections].reverse()))).toBe(text)
  })

  test('keys of another tool, values of several lines and empty ones are kept', () => {
    const text = '[a]\nhf_token = hf_a\nnote = one\n\ttwo\nempty = \n\n'
    const { sections } = parseSections(text)
    expect(sections.get('a')?.get('note')).toBe('one\ntwo')
    expect(printSections(sections)).toBe(text)
  })

  test.each([
    ['CRLF', '[a]\r\nhf_token = hf_a\r\n\r\n'],
    ['a byte order mark', '\uFEFF[a]\nhf_token = hf_a\n'],
    ['other delimiters and letters', '  [a]  \nHF_TOKEN:hf_a'],
    ['comments', '# one\n; two\n[a]\n  # three\nhf_token=hf_a\n'],
  ])('%s changes nothing', (_, text) => {
    expect(read(text)).toEqual({ sound: true, sections: { a: { hf_token: 'hf_a' } } })
  })

  test.each([
    [
      'a section that comes twice',
      '[a]\nhf_token = hf_old\nx = 1\n[a]\nhf_token = hf_a\n',
      { a: { hf_token: 'hf_a', x: '1' } },
    ],
    ['a key that comes twice', '[a]\nhf_token = hf_old\nhf_token = hf_a\n', { a: { hf_token: 'hf_a' } }],
    ['a line that is nothing', '[a]\nhf_token = hf_a\nnothing\n', { a: { hf_token: 'hf_a' } }],
    ['a value without a section', 'hf_token = hf_lost\n[a]\nhf_token = hf_a\n', { a: { hf_token: 'hf_a' } }],
    ['a bare token', 'hf_lost', {}],
  ])('%s is no reason to lose the rest', (_, text, sections) => {
    expect(read(text)).toEqual({ sound: false, sections })
  })

  test('names that mean something to JavaScript are plain names', () => {
    const text = '[__proto__]\n__proto__ = x\nhf_token = hf_a\n\n[constructor]\nhf_token = hf_b\n\n'
    expect(printSections(parseSections(text).sections)).toBe(text)
  })

  test('lines of a million letters are read at once', () => {
    const long = `a${' '.repeat(1_000_000)}b`
    expect(read(`[s]\n${long}\n${long} = c\n${'\n'.repeat(1_000_000)}`)).toEqual({
      sound: false,
      sections: { s: { [long]: 'c' } },
    })
  })
})
