import { define } from '../../src/callable/define.ts'
import type { Callable } from '../../src/callable/callable.ts'

const text = { type: 'string' } as const

/** What is served in these tests, anew for each of them. */
export const functions = (): Callable[] => [
  define({ name: 'echo', input: { text }, output: { text }, run: ({ text }) => text }),
  define({
    name: 'fail',
    input: {},
    output: { text },
    run: (): string => {
      throw new Error('cannot open /srv/keys/deploy.pem with pass-4711')
    },
  }),
  define({
    name: 'wait',
    input: {},
    output: { text },
    run: (_, { signal }) =>
      new Promise<string>((resolve) => signal.addEventListener('abort', () => resolve('stopped'), { once: true })),
  }),
  define({ name: 'hidden', input: {}, output: { text }, run: () => 'seen' }),
  define({
    name: 'count',
    input: {},
    output: { text },
    run: (_, { session: { user, state } }) => `${user}: ${(state['runs'] = Number(state['runs'] ?? 0) + 1)}`,
  }),
  define({ name: 'large', input: {}, output: { text }, run: () => 'x'.repeat(8 * 1024 * 1024) }),
]

/** How `hidden` is served: to no client. */
export const hidden = { hidden: { visibility: 'private' } } as const
