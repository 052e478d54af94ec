import { expect } from 'vitest'
import { read, refusal, test } from '../../test/support/file-test.ts'
import type { UploadApp, UploadAppOptions } from '../../test/support/upload-app.ts'
import { openPlaylist, type PlaylistTimes } from './hls.ts'
import { remoteFile } from './remote-file.ts'

const head = '#EXTM3U\n#EXT-X-PLAYLIST-TYPE:EVENT\n#EXT-X-TARGETDURATION:1\n#EXT-X-VERSION:4\n#EXT-X-MEDIA-SEQUENCE:0\n'

interface Stream {
  /** How many segments each look at the playlist shows; the last one is shown from then on. */
  readonly looks: readonly number[]
  readonly complete: (look: number) => boolean
  readonly extension?: string
  readonly whole?: string
}

const path = 'session/run/7/playlist.m3u8'

const streaming = ({ looks, complete, extension = '.aac', whole }: Stream): UploadAppOptions => {
  let look = 0
  return {
    handle: (request, response) => {
      const name = request.url?.replace('/gradio_api/stream/session/run/7/', '')
      if (name === 'playlist.m3u8') {
        const count = looks[Math.min(look, looks.length - 1)] ?? 0
        const lines = Array.from(
          { length: count },
          (_, index) => `#EXTINF:1.0,\nsegment-${index}${extension}\n#EXT-X-DISCONTINUITY\n`,
        )
        response.end(`${head}${lines.join('')}${complete(look++) ? '#EXT-X-ENDLIST\n' : ''}`)
      } else if (name === 'playlist-file' && whole !== undefined) response.end(whole)
      else if (name?.startsWith('segment-') === true) response.end(`<${name}>`)
      else response.writeHead(404).end()
    },
  }
}

const open = (app: UploadApp, times: PlaylistTimes & { signal?: AbortSignal } = {}) =>
  openPlaylist(app.connection, `${app.base}/gradio_api/stream/${path}`, {
    name: 'audio-stream.mp3',
    pause: 1,
    patience: 10_000,
    ...times,
  })

test('a stream that is complete comes in one piece, under the name the app gave', async ({ start }) => {
  const app = await start(streaming({ looks: [3], complete: () => true, whole: 'whole' }))
  const file = remoteFile(app.connection, {
    path,
    is_stream: true,
    orig_name: 'audio-stream.mp3',
    url: 'http://wrong/stream/x.m3u8',
  })
  expect(await read(file.stream())).toBe('whole')
  expect(file.name).toBe('audio-stream.aac')
  expect((await open(app)).name).toBe('audio-stream.mp3')
})

test('a stream that is complete and not joined by the app is joined here', async ({ start }) => {
  const app = await start(streaming({ looks: [2], complete: () => true }))
  const opened = await open(app)
  expect([opened.name, await read(opened.chunks())]).toEqual(['audio-stream.aac', '<segment-0.aac><segment-1.aac>'])
})

test('a stream that still grows is read as it grows, each segment once', async ({ start }) => {
  const app = await start(streaming({ looks: [0, 1, 1, 3, 3, 4], complete: (look) => look >= 6 }))
  expect(await read((await open(app)).chunks())).toBe('<segment-0.aac><segment-1.aac><segment-2.aac><segment-3.aac>')
})

test('video is joined as MPEG-TS', async ({ start }) => {
  const app = await start(streaming({ looks: [1, 2], complete: (look) => look >= 1, extension: '.ts' }))
  const opened = await open(app)
  expect([opened.name, await read(opened.chunks())]).toEqual(['audio-stream.ts', '<segment-0.ts><segment-1.ts>'])
})

test('a stream that stops growing without an end is given up', async ({ start }) => {
  const app = await start(streaming({ looks: [1], complete: () => false }))
  const chunks = (await open(app, { patience: 20 })).chunks()
  await expect(read(chunks)).rejects.toEqual(refusal('STREAM_BROKEN', /audio-stream\.mp3/))
})

test('waiting for more can be cancelled', async ({ start }) => {
  const app = await start(streaming({ looks: [1], complete: () => false }))
  const controller = new AbortController()
  const content = (await open(app, { signal: controller.signal, pause: 60_000, patience: 600_000 }))
    .chunks()
    [Symbol.asyncIterator]()
  await content.next()
  const waiting = content.next()
  controller.abort()
  await expect(waiting).rejects.toEqual(refusal('CANCELLED'))
})

test('a stream of bytes, as Gradio 4 sends it, is read as it is', async ({ start }) => {
  const app = await start({ handle: (request, response) => response.end(request.url) })
  const file = remoteFile(app.connection, { path: 'session/1/7', is_stream: true })
  expect(await read(file.stream())).toBe('/gradio_api/stream/session/1/7')
})
