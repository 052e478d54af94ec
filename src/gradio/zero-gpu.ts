import type { ErrorCode } from '../core/error.ts'

/** What an app on ZeroGPU means by a refusal. */
export interface Refusal {
  readonly code: ErrorCode
  readonly hint: string
  /** Seconds it asks to wait. */
  readonly retryAfter?: number | undefined
}

interface Meaning {
  /** Found in the title or the text of the error. */
  readonly said: RegExp
  readonly code: ErrorCode
  /** `wait` is when to come back, as a part of a sentence. */
  readonly hint: (wait: string) => string
}

/** How ZeroGPU refuses (PyPI's `spaces` 0.51.3, zero/client.py, and texts of older releases); there is no code on the wire. The first that fits counts. */
const meanings: readonly Meaning[] = [
  {
    said: /too many ZeroGPU credits|ZeroGPU pending credits exceeded/i,
    code: 'RATE_LIMITED',
    hint: (wait) => `The quota of your account is taken by runs at work; try again ${wait}.`,
  },
  {
    said: /ZeroGPU queue timeout/i,
    code: 'QUEUE_FULL',
    hint: (wait) => `No GPU became free in time; try again ${wait}.`,
  },
  {
    said: /exceeded your .{0,40}(?:quota|limit)[^]{0,200}(?:Authenticate with|Create a free account|Sign-?up)/i,
    code: 'RATE_LIMITED',
    hint: (wait) =>
      `It is the quota of visitors without a login: hfn login gives you one of your own; or try again ${wait}.`,
  },
  {
    said: /exceeded your (?:free|Pro) ZeroGPU quota/i,
    code: 'RATE_LIMITED',
    hint: (wait) => `It is the quota of your account; try again ${wait}.`,
  },
  {
    said: /exceeded your .{0,40}(?:quota|limit)/i,
    code: 'RATE_LIMITED',
    hint: (wait) => `It is the quota of your account, or of visitors if you are not logged in; try again ${wait}.`,
  },
  {
    said: /ZeroGPU quota exceeded|Space app has reached its GPU limit/i,
    code: 'RATE_LIMITED',
    hint: (wait) => `It is the quota of the Space, not yours; with hfn login yours is used; or try again ${wait}.`,
  },
]

/** Seconds of the time Python writes in `Try again in 1 day, 3:04:05.`, or older texts in `retry in 0:09:48`. */
const waitOf = (text: string): number | undefined => {
  const [, days = '0', ...clock] =
    /\b(?:try again|retry) in (?:(\d{1,4}) days?, )?(\d{1,2}):(\d{2}):(\d{2})/i.exec(text) ?? []
  if (clock.length === 0) return undefined
  return 86_400 * Number(days) + clock.map(Number).reduce((sum, part) => 60 * sum + part, 0)
}

const inWords = (seconds: number | undefined): string => {
  if (seconds === undefined) return 'later'
  if (seconds < 90) return `in ${seconds} s`
  return seconds < 5400 ? `in ${Math.ceil(seconds / 60)} min` : `in ${Math.ceil(seconds / 3600)} h`
}

/** What an error of an app means when it is ZeroGPU's; undefined when it is not. */
export const zeroGpuRefusal = (text: string, title: string | null | undefined): Refusal | undefined => {
  const said = `${title ?? ''}\n${text}`.slice(0, 2000)
  const meaning = meanings.find((each) => each.said.test(said))
  if (meaning === undefined) return undefined
  const retryAfter = waitOf(said)
  return { code: meaning.code, hint: meaning.hint(inWords(retryAfter)), retryAfter }
}
