import { expect, test, vi } from 'vitest'
import { define } from '../../src/callable/define.ts'
import type { FileValue } from '../../src/callable/file.ts'
import { publicFetch } from '../../src/serve/node/public-fetch.ts'
import type { ServeOptions } from '../../src/serve/options.ts'
import { loopback, type Handler } from '../support/loopback.ts'
import { fileData, filesIn, newFolder, run, serve } from './support.ts'

/** What was stored before the function ran. */
const before = vi.fn<(files: string[]) => void>()

/** An app whose visitors name files of a server that counts as a public one. */
const world = async (handler: Handler, options: ServeOptions = {}, idle?: number) => {
  before.mockClear()
  const server = await loopback(handler)
  const files = await newFolder()
  const read = define({
    name: 'read',
    input: { file: { format: 'file' } },
    output: { name: {}, type: {}, text: {}, path: {} },
    run: async ({ file }) => {
      before(await filesIn(files))
      const value = file as FileValue
      const text = new TextDecoder().decode(await value.bytes())
      return { name: value.name, type: value.type, text, path: value.toJSON().path }
    },
  })
  const lookup = async () => [{ address: '127.0.0.1', family: 4 }]
  const fetchUrl = publicFetch({ lookup, isPublic: (address) => address === '127.0.0.1', idle })
  const app = serve({ files, fetchUrl, ...options }, [read])
  const ask = (path: string) => run(app, 'read', [fileData(`http://public.test:${server.port}${path}`)])
  return { ask, files, server, app }
}

test('a file named by URL is kept like an upload before the function runs', async () => {
  const { ask } = await world((_, response) => response.end('from far'))
  const { data } = await ask('/dir/n%C3%A4me%201.txt?x=1')
  expect(data).toEqual([
    'näme 1.txt',
    'text/plain',
    'from far',
    expect.stringMatching(/^hfn\/[0-9a-f]{32}\/näme 1\.txt$/),
  ])
  expect(before.mock.calls[0]?.[0]).toHaveLength(2)
})

test.each([
  ['/picture', 'image/png; charset=x', 'picture.png'],
  ['/photo', 'image/jpeg', 'photo.jpg'],
  ['/data.csv', 'text/html', 'data.csv'],
  ['/', 'text/plain', 'file.txt'],
  ['/..%2f..%2fetc%2fpasswd', 'application/octet-stream', 'passwd'],
  ['/%ff', 'text/plain', 'ff.txt'],
])('a file at %s of type %s is called %s', async (path, type, name) => {
  const { ask } = await world((_, response) => response.writeHead(200, { 'content-type': type }).end('x'))
  expect((await ask(path)).data[0]).toBe(name)
})

test.each<[what: string, handler: Handler, code: string]>([
  ['without end', (_, response) => void setInterval(() => response.write('x'.repeat(1_000)), 1).unref(), 'TOO_LARGE'],
  ['that stalls', (_, response) => response.write('x'), 'BAD_FILE'],
  ['that is missing', (_, response) => response.writeHead(404).end(), 'BAD_FILE'],
  ['that is cut', (_, response) => response.writeHead(200, { 'content-length': 9 }).end('x'), 'BAD_FILE'],
])(
  'S10: a file by URL %s fails the run before the function, and nothing of it is kept',
  async (what, handler, code) => {
    const { ask, files } = await world(handler, { maxFileSize: 10_000 }, what === 'that stalls' ? 50 : undefined)
    expect((await ask('/x')).code).toBe(code)
    expect(before).not.toHaveBeenCalled()
    expect(await filesIn(files)).toEqual([])
  },
)

test('S08: without options a URL of this computer is refused, and with false every URL', async () => {
  const { server } = await world((_, response) => response.end('secret'))
  for (const options of [{}, { fetchUrl: false as const }]) {
    const take = define({ name: 'take', input: { file: { format: 'file' } }, output: {}, run: () => null })
    const answer = await run(serve(options, [take]), 'take', [fileData(`${server.url}/x`)])
    expect(answer.code).toBe('BAD_FILE')
  }
  expect(server.connections()).toBe(0)
})
