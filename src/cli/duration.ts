import { HfnError } from '../core/error.ts'

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** Milliseconds of a text such as `30`, `30s`, `1.5m`, `500ms` or `1h`; a bare number is seconds. */
export const duration = (text: string, flag: string): number => {
  const [, number = '', unit = 's'] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? []
  const milliseconds = Math.round(Number(number) * (units[unit] ?? 0))
  if (number !== '' && milliseconds > 0 && milliseconds <= 2 ** 31 - 1) return milliseconds
  throw new HfnError('BAD_USAGE', `${flag} is a time such as 30s, 5m or 90, not ${JSON.stringify(text)}`)
}
