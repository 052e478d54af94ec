import { HfnError } from '../core/error.ts'

/** The whole number of an option, undefined where it was not given. @throws BAD_USAGE below `least` */
export const count = (text: string | undefined, flag: string, least = 1): number | undefined => {
  if (text === undefined) return undefined
  if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text)
  throw new HfnError('BAD_USAGE', `${flag} is a whole number from ${least}, not ${JSON.stringify(text)}`)
}
