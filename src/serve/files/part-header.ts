interface PartHeader {
  readonly field: string | undefined
  /** The name of the file the part is; undefined when it is none. */
  readonly file: string | undefined
}

/**
 * One parameter of a header, quoted or not. Browsers write quotes and line ends in names as `%22`, `%0D`, `%0A` and leave
 * backslashes alone (HTML, multipart form data), others put a backslash before a quote: so a quote at the end is the last.
 */
const parameter = /;\s*([\w*-]+)=(?:"(.*?)"(?=\s*(?:;|$))|([^;\s]*))\s*/gsy

const unquoted = (text: string): string =>
  text.replace(/\\(["\\])/g, '$1').replace(/%(22|0a|0d)/gi, (code) => decodeURIComponent(code))

/** A name as `filename*` carries it, such as `UTF-8''na%C3%AFve.txt` (RFC 8187). */
const extended = (text: string): string | undefined => {
  const [, coded] = /^utf-8'[^']*'(.*)$/i.exec(text) ?? []
  try {
    return coded === undefined ? undefined : decodeURIComponent(coded)
  } catch {
    return undefined
  }
}

/** What the head of a part of multipart/form-data says; undefined when it is not such a part. */
export const partHeader = (head: string): PartHeader | undefined => {
  const lines = head.split('\r\n')
  const line = lines.find((each) => /^content-disposition:/i.test(each))
  const start = /^content-disposition:\s*form-data\s*/i.exec(line ?? '')?.[0].length
  if (line === undefined || start === undefined) return undefined
  const parameters = new Map<string, string>()
  parameter.lastIndex = start
  for (let match = parameter.exec(line); match !== null; match = parameter.exec(line)) {
    parameters.set((match[1] ?? '').toLowerCase(), match[2] === undefined ? (match[3] ?? '') : unquoted(match[2]))
  }
  parameter.lastIndex = 0
  const name = extended(parameters.get('filename*') ?? '') ?? parameters.get('filename')
  // A file without a name still has a type, which the text of a field has not.
  const isTyped = lines.some((each) => /^content-type:/i.test(each))
  return { field: parameters.get('name'), file: name ?? (isTyped ? '' : undefined) }
}
