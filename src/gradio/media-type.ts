import { lookup, mimes } from 'mrmime'

/** Types people send to apps that the library does not list. */
const more: Readonly<Record<string, string>> = { flac: 'audio/flac' }

/** The extensions people know, where several belong to one type. */
const usual = ['jpg', 'mp3', 'm4a', 'ogg', 'txt', 'html', 'svg', 'mov', 'md', 'flac']

export const unknownType = 'application/octet-stream'

/** The media type a file's name stands for. */
export const mediaTypeOf = (name: string): string => {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
  return lookup(extension) ?? more[extension] ?? unknownType
}

/** The extension files of a media type carry, with its dot; '' when there is none. */
export const extensionOf = (type: string): string => {
  const media = type.replace(/;.*$/s, '').trim().toLowerCase()
  const known = { ...mimes, ...more }
  const candidates = [...usual, media.slice(media.indexOf('/') + 1), ...Object.keys(known)]
  const extension = candidates.find((candidate) => known[candidate] === media)
  return extension === undefined || media === unknownType ? '' : `.${extension}`
}
