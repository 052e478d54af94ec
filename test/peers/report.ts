import { inject } from 'vitest'

/** Shows lines under a title once, when all tests have run. */
export const report = async (title: string, lines: readonly string[]): Promise<void> => {
  await fetch(inject('peers'), { method: 'POST', body: `${[title, ...lines].join('\n  ')}\n` })
}
