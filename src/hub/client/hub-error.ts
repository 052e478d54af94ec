import { HfnError } from '../../core/error.ts'
import type { Answer } from '../../core/http.ts'
import { oneLine } from '../../core/secret.ts'
import { askedWait } from '../../core/retry.ts'
import { byErrorCode, byLooks, byStatus, missing, unwell, type Asked, type Meaning } from './meanings.ts'

/** How much of an answer is looked at for its reason. */
const glance = 64 * 1024

const textOf = (value: unknown, depth = 0): string | undefined => {
  if (typeof value === 'string') return value.trim() || undefined
  if (depth > 3 || typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value))
    return (
      value
        .slice(0, 10)
        .flatMap((each) => textOf(each, depth + 1) ?? [])
        .join('; ') || undefined
    )
  const { error, errors, message, error_description: description }: Record<string, unknown> = { ...value }
  return [description, error, errors, message].map((each) => textOf(each, depth + 1)).find((text) => text !== undefined)
}

/** Why, in the answer's own words: its header's, or those of its body. */
const reasonOf = async (answer: Answer): Promise<string | undefined> => {
  const text = await answer.text(glance).catch(() => '')
  const said = answer.header('x-error-message')?.trim()
  if (said) return oneLine(said).replace(/\.$/, '')
  try {
    const reason = textOf(JSON.parse(text))
    return reason === undefined ? undefined : oneLine(reason).replace(/\.$/, '')
  } catch {
    // A page is nothing to show; one plain line is.
    const line = text.trim()
    return line !== '' && line.length < 200 && !/[<\n]/.test(line) ? oneLine(line) : undefined
  }
}

const isRepo = (about: string): boolean => /^(?:model|dataset|space) /.test(about)

const meaningOf = (answer: Answer, reason: string | undefined, { about, tokenSource }: Asked): Meaning => {
  const { status } = answer
  const code = answer.header('x-error-code')
  const isPage = code === undefined && /\bhtml\b/i.test(answer.header('content-type') ?? '')
  const refusal = { status, reason: reason ?? '', hasToken: tokenSource !== undefined, isPage }
  const told = byLooks.find(({ fits }) => fits(refusal))?.meaning
  const coded = byErrorCode.get(code ?? '')
  // Nobody is told whether a repo that they may not see is there.
  const hidden = status === 401 && tokenSource === undefined && isRepo(about) ? missing : undefined
  return told ?? coded ?? hidden ?? byStatus[status] ?? unwell(status)
}

/** The error that an answer of the Hub means; reads its body. */
export const hubError = async (answer: Answer, request: Omit<Asked, 'origin'>): Promise<HfnError> => {
  const { status } = answer
  const asked = { ...request, origin: new URL(answer.url).origin }
  const reason = await reasonOf(answer)
  const { code, message, hint } = meaningOf(answer, reason, asked)
  const seconds = askedWait((name) => answer.header(name))
  return new HfnError(code, message(asked, reason), {
    hint: hint(asked, seconds),
    status,
    retryAfter: seconds === undefined ? undefined : Math.ceil(seconds),
  })
}
