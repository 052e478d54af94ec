import { HfnError } from '../../core/error.ts'
import type { Settings } from '../options.ts'

const isOrigin = (text: string): boolean => {
  try {
    return new URL(text).origin === text
  } catch {
    return false
  }
}

const check = (option: string, values: Iterable<string>, alsoRight: (value: string) => boolean): void => {
  for (const value of values) {
    if (value === '*' || isOrigin(value) || alsoRight(value)) continue
    throw new HfnError('BAD_USAGE', `${option}: ${JSON.stringify(value)} is no origin`, {
      hint: 'Write scheme, host and port only, such as https://example.com',
    })
  }
}

/**
 * Refuses what would never match, or end in a header as something else.
 * @throws BAD_USAGE for a text that is no origin
 */
export const checkOrigins = ({ origins, frames }: Pick<Settings, 'origins' | 'frames'>): void => {
  check('origins', origins, (value) => value === 'null')
  check('frames', frames, (value) => /^https?:\/\/\*\.[\w.-]+(:\d{1,5})?$/.test(value))
}
