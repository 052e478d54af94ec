import { lookup, mimes } from 'mrmime'

/** Types a browser may show on the app's own origin: none of them runs anything. */
const harmless = /^(image\/(png|jpeg|gif|webp|avif|bmp|x-icon)|audio\/[\w.+-]+|video\/[\w.+-]+|text\/(plain|csv))$/

/** The media type a file's name stands for; a caller's own claim is never asked. */
export const mediaTypeOf = (name: string): string | undefined => lookup(name)

/** The extensions people know, where several belong to one type. */
const usual = ['jpg', 'mp3', 'm4a', 'ogg', 'txt', 'html', 'mov', 'md']

/** The name, with the extension of its type where it has none that means anything. */
export const nameFor = (name: string, contentType: string | null): string => {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase()
  if (mediaTypeOf(name) !== undefined || type === undefined || type === 'application/octet-stream') return name
  const extension = [...usual, ...Object.keys(mimes)].find((each) => mimes[each] === type)
  return extension === undefined ? name : `${name}.${extension}`
}

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
