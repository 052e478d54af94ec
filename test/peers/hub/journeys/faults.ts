import { readFile } from 'node:fs/promises'
import { expect } from 'vitest'
import type { Journey } from '../stage.ts'

const repos = [
  { id: 'ada/model', files: { 'config.json': '{}', 'w.bin': { content: Buffer.alloc(50_000, 'w'), stored: 'lfs' } } },
  { id: 'ada/secret', private: true, files: { 'config.json': '{}' } },
  { id: 'ada/gated', gated: 'manual', files: { 'config.json': '{}' } },
  { id: 'ada/gone', disabled: true, files: { 'config.json': '{}' } },
] as const

const bob = { token: 'hf_bobsWriteToken' }

/** What must be said, and by whom it is asked. */
const refused: readonly (readonly [words: string, said: RegExp, token?: string])[] = [
  ['download ada/none', /Model 'ada\/none' not found/],
  ['download ada/model --revision none', /Revision not found in model 'ada\/model'/],
  ['download ada/model none.txt', /Entry not found|not found|404/i],
  ['download ada/secret', /Model 'ada\/secret' not found/, bob.token],
  ['download ada/gated', /requires approval/, bob.token],
  ['download ada/gone', /disabled/i],
  ['download ada/model', /Invalid|401/i, 'hf_nobodysToken'],
  ['upload ada/model .', /403|write/i, 'hf_evesReadToken'],
]

export const faultJourneys: readonly Journey[] = [
  {
    name: 'faults: what is missing, hidden, gated, disabled or forbidden is told apart',
    hub: { repos },
    play: async ({ hf }) => {
      const answers = await Promise.all(
        refused.map(([words, , token]) => hf(words, token === undefined ? {} : { token })),
      )
      const told = answers.map(({ status, out, err }, at) => [refused[at]?.[0], status, out + err])
      expect(told).toEqual(refused.map(([words, said]) => [words, 1, expect.stringMatching(said)]))
    },
  },
  {
    name: 'faults: a limit and a failing server are waited out',
    hub: { repos },
    play: async ({ hub, done }) => {
      hub.add(
        {
          path: /resolve-cache/,
          method: 'GET',
          times: 1,
          answer: { status: 429, headers: { RateLimit: '"resolvers";r=0;t=0' } },
        },
        { path: /w\.bin/, method: 'HEAD', times: 1, answer: { status: 503 } },
      )
      await done('download ada/model')
      const failed = hub.requests
        .filter(({ status }) => status >= 400)
        .map(({ method, status }) => `${method} ${status}`)
      expect(failed.toSorted((a, b) => a.localeCompare(b))).toEqual(['GET 429', 'HEAD 503'])
    },
  },
  {
    name: 'faults: a connection cut in the middle of a file is an error, and the next run is whole',
    hub: { repos },
    play: async ({ hub, hf, done }) => {
      hub.add({ host: 'cdn', times: 1, reset: 20_000 })
      expect((await hf('download ada/model w.bin')).status).toBe(1)
      const path = /path: (.+)/.exec(await done('download ada/model w.bin'))?.[1] ?? ''
      expect((await readFile(path)).equals(Buffer.alloc(50_000, 'w'))).toBe(true)
    },
  },
]
