import { onTestFinished } from 'vitest'
import { createFakeHub, type FakeHub, type FakeHubOptions } from '../../src/testing/index.ts'

/** A fake Hub for the length of a test. */
export const start = async (options: FakeHubOptions): Promise<FakeHub> => {
  const hub = await createFakeHub(options)
  onTestFinished(() => hub.close())
  return hub
}

export const bearer = (token: string): { headers: Record<string, string> } => ({
  headers: { authorization: `Bearer ${token}` },
})

/** The JSON of an answer, to be looked at. */
export const jsonOf = async (url: string, init?: RequestInit): Promise<unknown> => (await fetch(url, init)).json()

export const post = (body: unknown, token?: string): RequestInit => ({
  method: 'POST',
  headers: {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  },
  body: JSON.stringify(body),
})
