import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['test/peers/**', 'node_modules/**'],
    reporters: ['default', './test/support/failures.ts'],
    pool: 'threads',
    isolate: false,
    testTimeout: 20_000,
    // What a test needs is no part of what it promises, and a busy machine takes its time.
    hookTimeout: 60_000,
    // A condition is waited for as long as its test lasts: vitest's own second is a clock.
    expect: { poll: { timeout: 15_000, interval: 20 } },
  },
})
