import { listOf, textOf, type JsonObject } from '../../wire/json.ts'

/** What a component takes, by its type; `file_types` of a file narrows it. */
const ownTypes: Readonly<Record<string, readonly string[]>> = {
  image: ['image/*'],
  audio: ['audio/*'],
  video: ['video/*'],
  gallery: ['image/*', 'video/*'],
}

const groups: ReadonlySet<string> = new Set(['image', 'audio', 'video', 'text'])

/** What an `accept` attribute says: media types, and endings with a dot. */
export const acceptedTypes = (type: string, props: JsonObject): string[] => {
  const told = listOf(props['file_types']).flatMap((entry) => textOf(entry) ?? [])
  if (told.length === 0) return [...(ownTypes[type] ?? [])]
  return told.map((entry) =>
    groups.has(entry) ? `${entry}/*` : entry.includes('/') || entry.startsWith('.') ? entry : `.${entry}`,
  )
}

export interface FileRules {
  readonly accepted: readonly string[]
  /** Bytes. */
  readonly limit: number | undefined
}

const fits = ({ name, type }: File, accepted: string): boolean => {
  if (accepted === 'file' || accepted === '.file') return true
  if (accepted.startsWith('.')) return name.toLowerCase().endsWith(accepted.toLowerCase())
  return accepted.endsWith('/*') ? type.startsWith(accepted.slice(0, -1)) : type === accepted
}

/** Why a file cannot be taken; undefined when it can. */
export const refusalOf = (file: File, { accepted, limit }: FileRules): string | undefined => {
  if (file.size === 0) return `${file.name} is empty`
  if (limit !== undefined && file.size > limit) return `${file.name} is larger than ${bytesText(limit)}`
  if (accepted.length > 0 && !accepted.some((one) => fits(file, one)))
    return `${file.name} is not of the right type (${accepted.join(', ')})`
  return undefined
}

const units = ['B', 'kB', 'MB', 'GB', 'TB']

/** A size as people read it, such as `1.5 MB`. */
export const bytesText = (bytes: number): string => {
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)))
  const amount = bytes / 1024 ** power
  return `${amount >= 10 || power === 0 ? Math.round(amount) : Math.round(amount * 10) / 10} ${units[power]}`
}
