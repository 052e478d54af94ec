import fc from 'fast-check'

const words = (text: string): readonly string[] => text.split(' ')

const piece = fc.constantFrom(
  '',
  'a'.repeat(2_000),
  ...words('x null %41 %00 %ff ../ // ; , = " \' [::1] : @ ? # \\ 127.0.0.1 evil.com __proto__ -1 1e9 <b>'),
)
const noise = fc.array(piece, { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join(''))

const routes = words(
  '/ /login /logout /config /queue/join /queue/data?session_hash= /call/echo/ /run/echo /upload /file= /user /gradio_api/ /assets/',
)
const names = words(
  'Origin Cookie Range Content-Type Accept Accept-Encoding Last-Event-ID Sec-Fetch-Site Access-Control-Request-Headers ' +
    'X-Forwarded-Host X-Forwarded-Proto X-Forwarded-Prefix X-Forwarded-For',
)
const bodies = words('{"data":["a"],"fn_index":0,"session_hash":"s"} username=ada&password=x {}')

/** Requests as strangers send them: most are nearly right. */
export const request = fc.record({
  method: fc.constantFrom(...words('GET POST HEAD OPTIONS PUT TRACE')),
  path: fc.tuple(fc.constantFrom(...routes), fc.option(noise, { nil: '' })).map((parts) => parts.join('')),
  headers: fc.array(
    fc.tuple(fc.constantFrom(...names), noise).map((line) => line.join(': ')),
    { maxLength: 5 },
  ),
  body: fc.oneof(noise, fc.constantFrom(...bodies)),
})
