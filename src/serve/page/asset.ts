import { notFound } from '../failure.ts'
import type { BuiltPage } from './built.ts'
import { encodedFile } from './encoding.ts'

/** A file of the page; its name changes with what is in it, so it may be kept for ever. */
export const assetResponse = (page: BuiltPage, name: string, request: Request): Response => {
  const file = Object.hasOwn(page.files, name) ? page.files[name] : undefined
  if (file === undefined) return notFound()
  const { body, headers } = encodedFile(file, request.headers.get('accept-encoding') ?? '')
  return new Response(body, {
    headers: {
      ...headers,
      'content-type': file.type,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      vary: 'accept-encoding',
    },
  })
}
