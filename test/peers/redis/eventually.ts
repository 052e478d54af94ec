import { expect } from 'vitest'

interface Expected {
  toBe(value: unknown): Promise<void>
  toBeGreaterThan(value: number): Promise<void>
  toContain(value: unknown): Promise<void>
  toContainEqual(value: unknown): Promise<void>
  toEqual(value: unknown): Promise<void>
  toHaveLength(value: number): Promise<void>
}

/** Looks again and again, for as long as a busy machine may need. */
export const eventually = (look: () => unknown): Expected => expect.poll(look, { timeout: 30_000, interval: 20 })
