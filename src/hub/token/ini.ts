/** The sections of a file and the values in them, as Python's configparser names them. */
export type Sections = ReadonlyMap<string, ReadonlyMap<string, string>>

interface Parsed {
  readonly sections: Sections
  /** False when a line fits nowhere or a name comes twice, for which configparser refuses the whole text. */
  readonly sound: boolean
}

const headerOf = (line: string): string | undefined => /^\[(.+)\]/.exec(line)?.[1]

/**
 * Reads what Python's configparser writes (default settings, no interpolation). Kinder than configparser: a section or key that
 * is there twice counts with its last value, and a line that fits nowhere is passed over.
 */
export const parseSections = (text: string): Parsed => {
  const sections = new Map<string, Map<string, string>>()
  let section: Map<string, string> | undefined
  let last: { readonly key: string; readonly indent: number } | undefined
  let sound = true
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n?|\n/)) {
    const content = line.trim()
    if (/^[#;]/.test(content)) continue
    const indent = line.length - line.trimStart().length
    const before = last === undefined ? undefined : section?.get(last.key)
    if (last !== undefined && before !== undefined && (content === '' || indent > last.indent)) {
      section?.set(last.key, `${before}\n${content}`)
      continue
    }
    if (content === '') continue
    const header = headerOf(content)
    const delimiter = content.search(/[=:]/)
    const key = content.slice(0, Math.max(0, delimiter)).trimEnd().toLowerCase()
    last = undefined
    if (header !== undefined) {
      sound &&= !sections.has(header)
      section = sections.get(header) ?? new Map<string, string>()
      sections.set(header, section)
    } else if (section !== undefined && key !== '') {
      last = { key, indent }
      sound &&= !section.has(key)
      section.set(key, content.slice(delimiter + 1).trimStart())
    } else sound = false
  }
  for (const values of sections.values()) for (const [key, value] of values) values.set(key, value.trimEnd())
  return { sections, sound }
}

/** By code points, as Python sorts texts. */
const inOrder = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  Buffer.compare(Buffer.from(one), Buffer.from(other))

/** The text configparser writes, sections in order of their names: byte for byte that of Python's client. */
export const printSections = (sections: Sections): string =>
  [...sections]
    .sort(inOrder)
    .map(([name, values]) => {
      const lines = [...values].map(([key, value]) => `${key} = ${value.replaceAll('\n', '\n\t')}\n`)
      return `[${name}]\n${lines.join('')}\n`
    })
    .join('')
