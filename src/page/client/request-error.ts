import { isObject, textOf } from '../../wire/json.ts'

/** A request that the app refused. */
export class RequestError extends Error {
  readonly status: number
  readonly code: string | undefined

  constructor(message: string, { status, code }: { status: number; code?: string | undefined }) {
    super(message)
    this.status = status
    this.code = code
  }
}

const plain: Readonly<Record<number, string>> = {
  401: 'Please log in again.',
  413: 'That is more than this app takes.',
  429: 'Too many runs in a short time; try again in a minute.',
  503: 'The app is busy; try again in a moment.',
}

/** Reads what the app says about a refusal: JSON with `detail`, or text. */
export const requestError = async (answer: Response): Promise<RequestError> => {
  const { status } = answer
  const text = await answer.text().catch(() => '')
  const json = parsed(text)
  const detail = isObject(json) ? textOf(json['detail']) : text.slice(0, 300)
  return new RequestError(detail || plain[status] || `The app answered ${status}.`, {
    status,
    code: isObject(json) ? textOf(json['code']) : undefined,
  })
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
