import { lookup } from 'mrmime'

/** Types a browser may show on the app's own origin: none of them runs anything. */
const harmless = /^(image\/(png|jpeg|gif|webp|avif|bmp|x-icon)|audio\/[\w.+-]+|video\/[\w.+-]+|text\/(plain|csv))$/

/** The media type a file's name stands for; a caller's own claim is never asked. */
export const mediaTypeOf = (name: string): string | undefined => lookup(name)

/** Headers that say what a file is without letting it act: harmless types are shown, all else is saved. */
export const dispositionOf = (name: string): Record<string, string> => {
  const type = mediaTypeOf(name)
  const shown = type !== undefined && harmless.test(type)
  const saved = `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, '_')}`
  return {
    'content-type': shown ? (type.startsWith('text/') ? `${type}; charset=utf-8` : type) : 'application/octet-stream',
    'content-disposition': saved,
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
  }
}
