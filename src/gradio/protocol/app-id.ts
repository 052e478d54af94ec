import { readAppId } from '../../wire/config.ts'
import type { Line } from './protocol.ts'
import { appIdRequest } from './request.ts'

/** What the app says it is now; undefined where it does not say. Throws what the connection throws. */
export const askAppId = async (line: Line): Promise<string | undefined> => {
  const answer = await line.send(appIdRequest(line.closed))
  if (!answer.ok) return answer.discard().then(() => undefined)
  const text = await answer.text(4_096)
  try {
    return readAppId(JSON.parse(text), text)
  } catch {
    return undefined
  }
}
