/** Longest text looked at; what comes after it is cut off, so that a hostile answer costs no more than this. */
const longest = 65_536

const masks: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer)\s+[\w.~+/=-]+/gi, '$1 ***'],
  [/hf_[\w-]{8,}(?:\.[\w-]+)*/g, 'hf_***'],
  // A base64 word, so that "basic authentication" stays readable.
  [/\b(Basic)\s+(?=[a-z]*[A-Z0-9+/=])[\w+/=-]+/g, '$1 ***'],
  [/\b((?:proxy-|x-hf-)?authorization|(?:set-)?cookie|x-ip-token)("?\s*[:=]\s*"?)[^"\r\n]+/gi, '$1$2***'],
  [
    /\b(__sign|(?:X-Amz-)?Signature|X-Amz-(?:Credential|Security-Token)|Policy|(?:\w{1,12}_)?token)=[^&\s"'#<>]+/gi,
    '$1=***',
  ],
  [/(?<=:\/\/)[^\s/?#]*@/g, '***@'],
]

/** The text with everything that grants access masked as `***`; at most 64 Ki characters of it. */
export const redact = (text: string): string =>
  masks.reduce(
    (masked, [pattern, mask]) => masked.replace(pattern, mask),
    text.length > longest ? `${text.slice(0, longest)}…` : text,
  )

/** An address fit for people to read: user, password and signatures masked, even where the scheme is missing. */
export const redactUrl = (url: string | URL): string => redact(String(url).replace(/^[^/?#]*@/, '***@'))

const escape = String.fromCharCode(0x1b)
const bell = String.fromCharCode(0x07)
const stringEnd = String.fromCharCode(0x9c)
const control = String.fromCharCode(0x9b)
const command = String.fromCharCode(0x9d)

/** ECMA-48 control sequences, whole: `CSI … final byte`, then the strings `OSC`, `DCS`, `SOS`, `PM` and `APC` up to their end. */
const sequences = new RegExp(
  `(?:${escape}\\[|${control})[0-?]*[ -/]*[@-~]|(?:${escape}[\\]PX^_]|${command})\\P{Cc}*(?:${bell}|${escape}\\\\|${stringEnd})`,
  'gu',
)

/** The text without anything a terminal would obey: no escape sequences, no control characters but newline and tab. */
export const printable = (text: string): string => text.replace(sequences, '').replace(/(?![\n\t])\p{Cc}/gu, '')

/** Text of another program as part of one line of ours. */
export const oneLine = (text: string, limit = 200): string =>
  printable(text.slice(0, 4 * limit))
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, limit)
