import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HfnError } from './error.ts'
import { oneLine, printable, redact, redactUrl } from './secret.ts'

const token = 'hf_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789'

test.each([
  [`token ${token}.`, 'token hf_***.'],
  ['hf_oauth_eyJhbGciOi.eyJzdWIi.c2ln!', 'hf_***!'],
  ['Authorization: Bearer abc.def-ghi', 'Authorization: ***'],
  ['sent Bearer abc/def= twice', 'sent Bearer *** twice'],
  [`sent Bearer ${token}`, 'sent Bearer ***'],
  ['sent Basic dXNlcjpwYXNz', 'sent Basic ***'],
  ['Basic authentication is on', 'Basic authentication is on'],
  ['GET /file?a=1&__sign=eyJ.x.y&b=2', 'GET /file?a=1&__sign=***&b=2'],
  ['?X-Amz-Signature=abc&X-Amz-Date=1', '?X-Amz-Signature=***&X-Amz-Date=1'],
  ['?Policy=abc&Signature=def&Key=1', '?Policy=***&Signature=***&Key=1'],
  ['?access_token=abc#x', '?access_token=***#x'],
  ['https://user:p%40ss@host/path', 'https://***@host/path'],
  ['https://user:p@ss@host/a@b', 'https://***@host/a@b'],
  ['Cookie: session=abc; other=def\nnext', 'Cookie: ***\nnext'],
  ['{"set-cookie":"a=b; Path=/","x":1}', '{"set-cookie":"***","x":1}'],
  ['x-hf-authorization: abc', 'x-hf-authorization: ***'],
  ['"x-ip-token": "abc"', '"x-ip-token": "***"'],
  ['http://127.0.0.1:7860/config', 'http://127.0.0.1:7860/config'],
])('%s is written as %s', (text, masked) => {
  expect(redact(text)).toBe(masked)
})

test('an address without a scheme does not show its password either', () => {
  expect(redactUrl('user:secret@proxy:3128')).toBe('***@proxy:3128')
  expect(redactUrl(new URL('http://user:secret@proxy:3128/?__sign=abc'))).toBe('http://***@proxy:3128/?__sign=***')
  expect(redactUrl('http://proxy:3128/a@b')).toBe('http://proxy:3128/a@b')
})

test('an error never carries a token in its message, its hint or its JSON', () => {
  const error = new HfnError('UNREACHABLE', `no ${token}`, { hint: `try ${token}` })
  expect(`${error.message} ${error.hint} ${JSON.stringify(error)} ${error.stack}`).not.toContain(token)
})

test('masking twice changes nothing more', () => {
  const part = fc.constantFrom(
    'hf_',
    'Bearer ',
    '://',
    '@',
    ':',
    '=',
    '&',
    '?token',
    'cookie',
    '"',
    ' ',
    '\n',
    'a',
    token,
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
      const once = redact(parts.join(''))
      expect(redact(once)).toBe(once)
      expect(once).not.toContain(token)
    }),
  )
})

test.each([
  'hf_',
  'hf_a.',
  'Bearer ',
  'Basic a',
  'cookie',
  'cookie ',
  '://',
  '://a',
  '@',
  'token',
  'a_',
  '__sign=',
  'a',
  ' ',
])('a hundred thousand times "%s" is worked through', (part) => {
  const text = part.repeat(100_000)
  expect(redact(text).length).toBeLessThanOrEqual(4 * 65_537)
  expect(redactUrl(text).length).toBeLessThanOrEqual(4 * 65_537)
})

const escape = '\u001b'

test.each([
  [`${escape}[31mred${escape}[0m`, 'red'],
  [`${escape}]8;;http://evil${escape}\\link${escape}]8;;${escape}\\`, 'link'],
  [`${escape}]52;c;aGk=\u0007done`, 'done'],
  ['\u009b31mred', 'red'],
  ['\u009d0;title\u009cshown', 'shown'],
  [`${escape}Pdevice${escape}\\text`, 'text'],
  [`${escape}]0;never ended`, ']0;never ended'],
  ['50 %\rdone\b\u0007\u007f', '50 %done'],
  ['line\n\ttab', 'line\n\ttab'],
  ['naïve 漢字 👩‍🚀', 'naïve 漢字 👩‍🚀'],
])('%j reaches a terminal as %j', (text, shown) => {
  expect(printable(text)).toBe(shown)
})

test('whatever the text, a terminal gets no control character but newline and tab', () => {
  const piece = fc.oneof(
    fc.string({ unit: fc.nat(0xff).map((code) => String.fromCharCode(code)), maxLength: 5 }),
    fc.constantFrom(escape, `${escape}[`, `${escape}]`, '\u009b', '\u0007'),
  )
  const obeyed = (character: string): boolean =>
    character !== '\n' && character !== '\t' && (character < ' ' || (character >= '\u007f' && character <= '\u009f'))
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      expect(printable(pieces.join('')).split('').filter(obeyed)).toEqual([])
    }),
  )
})

test.each([escape, `${escape}[`, `${escape}]`, `${escape}]a`, '\u009d', '\u009b1'])(
  'a hundred thousand times %j is worked through for a terminal',
  (part) => {
    expect(printable(part.repeat(100_000)).length).toBeLessThanOrEqual(300_000)
  },
)

test('text of others becomes one short line', () => {
  expect(oneLine(`  <html>\r\n\t<b>${escape}[1mHi</b>  `, 40)).toBe('<html> <b>Hi</b>')
  expect(oneLine('x'.repeat(1000), 60)).toHaveLength(60)
})
