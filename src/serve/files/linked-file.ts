import { HfnError } from '../../core/error.ts'
import type { InputFiles } from './lease.ts'
import { nameFor } from './media-type.ts'
import type { ServedFile } from './served-file.ts'

interface Linking {
  readonly files: InputFiles
  readonly signal?: AbortSignal | undefined
}

const nameOf = (url: URL): string => {
  const last = url.pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}

/** Fetches a file by its URL and keeps it like an upload; BAD_FILE when it cannot be had, TOO_LARGE when it is too large. */
export const linkedFile = async (address: string, { files, signal }: Linking): Promise<ServedFile> => {
  const url = new URL(address)
  const answer = await files.fetchUrl?.(url, signal === undefined ? {} : { signal })
  if (answer === undefined || !answer.ok || answer.body === null) {
    await answer?.body?.cancel()
    throw new HfnError('BAD_FILE', `The URL cannot be fetched: it was answered ${answer?.status ?? 'by nobody'}`, {
      hint: 'Upload the file instead.',
    })
  }
  const given = nameOf(url)
  // A name that is only dots is none.
  const name = nameFor(/^\.*$/.test(given) ? 'file' : given, answer.headers.get('content-type'))
  try {
    return await files.add(name, answer.body)
  } catch (error) {
    // It may never have been read.
    await answer.body.cancel().catch(() => {})
    throw error
  }
}
