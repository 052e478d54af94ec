import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take longest, though they are short: begun first, so that none is left to run alone at the end. */
const long = ['hub/ground.test.ts', 'hub/cache.test.ts', 'official/matrix.test.ts']

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const rankOf = ({ moduleId }: TestSpecification): number => {
      const rank = long.findIndex((name) => moduleId.endsWith(name))
      return rank === -1 ? long.length : rank
    }
    return sorted.toSorted((one, other) => rankOf(one) - rankOf(other))
  }
}

export default defineConfig({
  test: {
    include: ['test/peers/**/*.test.ts'],
    globalSetup: 'test/peers/setup.ts',
    reporters: ['default', './test/support/failures.ts'],
    pool: 'threads',
    isolate: false,
    maxWorkers: 2,
    // Of the tests in one file that say they may run beside each other.
    maxConcurrency: 3,
    sequence: { sequencer: LongFirst },
    testTimeout: 60_000,
    hookTimeout: 240_000,
    teardownTimeout: 30_000,
    // A condition is waited for as long as its test lasts: vitest's own second is a clock.
    expect: { poll: { timeout: 45_000 } },
  },
})
