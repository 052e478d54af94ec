import { HfnError } from '../core/error.ts'
import { pause as wait } from '../core/pause.ts'
import type { Connection } from './connection.ts'
import { splitName } from './file-name.ts'
import { openedFile, openFile, type OpenedFile, type Reading } from './open-file.ts'

/** Milliseconds. */
export interface PlaylistTimes {
  /** Between two looks at a playlist that still grows; default 500. */
  readonly pause?: number | undefined
  /** How long it may stay as it is; default 45,000, three of Gradio's heartbeats. */
  readonly patience?: number | undefined
}

/** Bytes a playlist may have: some 40,000 segments. */
const playlistLimit = 4 * 1024 * 1024

/** A media playlist (RFC 8216, type EVENT): it only grows, until it says that it is complete. */
interface Playlist {
  readonly segments: readonly string[]
  readonly complete: boolean
}

const readPlaylist = (text: string): Playlist => {
  const lines = text.split('\n').map((line) => line.trim())
  return {
    segments: lines.filter((line) => line !== '' && !line.startsWith('#')),
    complete: lines.includes('#EXT-X-ENDLIST'),
  }
}

export const isPlaylist = (url: string): boolean => /\.m3u8(\?|$)/.test(url)

/** Opens the media behind a playlist's URL: in one piece when it is complete, else segment after segment as they come. */
export const openPlaylist = async (
  connection: Connection,
  url: string,
  reading: Reading & PlaylistTimes,
): Promise<OpenedFile> => {
  const { name, signal, pause = 500, patience = 45_000 } = reading
  const look = async (): Promise<Playlist> => {
    const answer = await openFile(connection, url, reading)
    return readPlaylist(await answer.text(playlistLimit))
  }
  const first = await look()
  if (first.complete) {
    // An app that cannot join them has the segments all the same; what is wrong beyond that shows again there.
    const whole = await openFile(connection, url.replace(/playlist\.m3u8(?=\?|$)/, 'playlist-file'), reading).catch(
      () => undefined,
    )
    if (whole !== undefined) return openedFile(name, whole)
  }

  const live = async function* (): AsyncGenerator<Uint8Array> {
    let sent = 0
    let waited = 0
    for (let playlist = first; ; playlist = await look()) {
      if (playlist.segments.length > sent) waited = 0
      for (; sent < playlist.segments.length; sent++) {
        const segment = await openFile(connection, new URL(playlist.segments[sent] ?? '', url).href, reading)
        yield* segment.chunks()
      }
      if (playlist.complete) return
      if (waited >= patience) {
        throw new HfnError('STREAM_BROKEN', `Nothing new of ${JSON.stringify(name)} for ${waited / 1000} s`, {
          hint: 'The function behind it may have stopped: run it again.',
        })
      }
      await wait(pause, signal)
      waited += pause
    }
  }
  // Gradio 5 and later cut audio into raw AAC and video into MPEG-TS: both may simply be joined.
  const extension = splitName(first.segments[0]?.replace(/\?.*$/, '') ?? '')[1]
  return { name: splitName(name)[0] + (extension || splitName(name)[1]), size: undefined, chunks: live }
}
