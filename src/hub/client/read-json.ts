import { HfnError } from '../../core/error.ts'
import type { Answer } from '../../core/http.ts'
import { oneLine } from '../../core/secret.ts'

/** Bytes an answer of the API may have; as objects they may take thirty times as much. */
const largest = 64 * 1024 * 1024

const noHub = (answer: Answer, text: string, cause: unknown): HfnError => {
  const place = new URL(answer.url).origin
  if (/^\s*<(?:!doctype|html|head|body|\?xml)\b/i.test(text))
    return new HfnError('BAD_ANSWER', `A web page answers at ${place}, not the API of a Hub`, {
      hint: 'The login page of a network or a proxy may stand in the way: open it in a browser. Is HF_ENDPOINT right?',
      cause,
      status: answer.status,
    })
  return new HfnError('BAD_ANSWER', `What answers at ${place} is no Hub: "${oneLine(text, 80)}" is no JSON`, {
    hint: 'Is HF_ENDPOINT the address of a Hub, and is there a proxy in between?',
    cause,
    status: answer.status,
  })
}

/** The JSON of an answer; undefined when its body is empty. @throws BAD_ANSWER when it is none, TOO_LARGE */
export const readJson = async (answer: Answer): Promise<unknown> => {
  const text = await answer.text(largest)
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw noHub(answer, text, cause)
  }
}
