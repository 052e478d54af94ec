import { expect } from 'vitest'
import type { Journey } from '../stage.ts'

export const jobJourneys: readonly Journey[] = [
  {
    name: 'jobs: hardware, run, inspect, list, logs, cancel',
    play: async ({ done, hf }) => {
      expect(await done('jobs hardware')).toContain('cpu-basic')
      const job = (await done('jobs run -d -q python:3.12 echo hi')).trim().split('\n').at(-1) ?? ''
      expect(job).not.toBe('')
      expect(await done(`jobs inspect ${job} --json`)).toContain(job)
      expect(await done('jobs list --all -q')).toContain(job)
      expect(await done(`jobs logs ${job}`)).toContain('echo hi')
      // It has ended by now.
      const { status, err } = await hf(`jobs cancel ${job}`)
      expect([status, err]).toEqual([1, expect.stringContaining('Job is not running')])
    },
  },
]
