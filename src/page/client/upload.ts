import { fileMark, type WireFile } from '../../wire/file-data.ts'
import type { Address } from './address.ts'

export interface UploadOptions {
  readonly address: Address
  readonly signal: AbortSignal
  /** Told while it is sent: 0 to 1. */
  readonly onProgress: (share: number) => void
}

const refusals: Readonly<Record<number, string>> = {
  413: 'This file is larger than the app takes',
  429: 'Too many uploads in a short time; try again in a minute',
  507: 'The app has no room for this file',
}

/** The path of the file in the app's answer: a list of paths. */
const pathIn = (text: string): string | undefined => {
  try {
    const paths: unknown = JSON.parse(text)
    const path: unknown = Array.isArray(paths) ? paths[0] : undefined
    return typeof path === 'string' ? path : undefined
  } catch {
    return undefined
  }
}

/** Sends one file to the app; by XMLHttpRequest, since fetch cannot tell how much has been sent. */
export const upload = (file: File, { address, signal, onProgress }: UploadOptions): Promise<WireFile> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const form = new FormData()
    form.append('files', file, file.name)
    request.open('POST', `${address.api}/upload`)
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0))
    request.addEventListener('load', () => {
      const path = request.status === 200 ? pathIn(request.responseText) : undefined
      if (path === undefined) return reject(new Error(refusals[request.status] ?? 'The app did not take this file'))
      resolve({ path, orig_name: file.name, size: file.size, mime_type: file.type || null, meta: fileMark })
    })
    request.addEventListener('error', () => reject(new Error('The file did not get through; choose it again')))
    request.addEventListener('abort', () => reject(new Error('The upload was stopped')))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    if (signal.aborted) return reject(new Error('The upload was stopped'))
    request.send(form)
  })
