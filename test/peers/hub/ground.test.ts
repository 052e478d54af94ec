import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createFakeHub } from '../../../src/testing/fake-hub/create-fake-hub.ts'
import { report } from '../report.ts'
import { coverage, unanswered } from './coverage.ts'
import { hf, hubVersions, installed, ready } from './hf.ts'
import { accountJourneys } from './journeys/account.ts'
import { cacheJourneys } from './journeys/cache.ts'
import { downloadJourneys } from './journeys/downloads.ts'
import { endpointJourneys } from './journeys/endpoints.ts'
import { faultJourneys } from './journeys/faults.ts'
import { jobJourneys } from './journeys/jobs.ts'
import { listJourneys } from './journeys/lists.ts'
import { repoJourneys } from './journeys/repos.ts'
import { spaceJourneys } from './journeys/spaces.ts'
import { uploadJourneys } from './journeys/uploads.ts'
import { play, users } from './stage.ts'

beforeAll(ready)

const journeys = [
  ...downloadJourneys,
  ...uploadJourneys,
  ...cacheJourneys,
  ...accountJourneys,
  ...listJourneys,
  ...repoJourneys,
  ...spaceJourneys,
  ...endpointJourneys,
  ...jobJourneys,
  ...faultJourneys,
]

/** Milliseconds; a journey starts up to a dozen Pythons, and the machine may be busy. */
const limit = 180_000

describe.concurrent.each(hubVersions)('%s', (version) => {
  test.each(journeys.map((journey) => [journey.name, journey] as const))(
    '%s',
    (_, journey) => play(journey, version),
    limit,
  )
})

test.each(hubVersions)('a fork of Python prints what the installed hf of %s prints', async (version) => {
  const hub = await createFakeHub({ users, repos: [{ id: 'ada/model', downloads: 3 }] })
  onTestFinished(() => hub.close())
  const visit = { version, url: hub.url, token: users[0].token }
  for (const words of [['version'], ['auth', 'whoami'], ['models', 'info', 'ada/model', '--json'], ['--help']])
    expect(await hf(words, visit), words.join(' ')).toEqual(await installed(words, visit))
})

/** Routes that `hf` does not know, and who asks for them. */
const others: Readonly<Record<string, string>> = {
  'GET /api/spaces/by-subdomain/:subdomain':
    'hfn, for a Space known by its address only: with a token, or when it may be asleep',
  'GET /api/spaces/:id/host': '@gradio/client, to connect to a Space',
  'GET /api/spaces/:id/jwt': "@gradio/client, for a private Space's files",
  'GET /:kind?/:id/raw/:revision/*path': 'browsers and curl',
}

/** New ways of Xet that its client does without where they are missing. */
const missing = ['POST /cas/v1/xorb-grants ?', 'POST /cas/v2/shards ?']

test('every route of the fake Hub was asked by hf, and it asks for nothing else', async () => {
  const routes = [...coverage()]
  const unasked = routes.filter(([, versions]) => versions.size === 0).map(([name]) => name)
  const only = hubVersions.map((version) => {
    const names = routes.filter(([, versions]) => versions.size === 1 && versions.has(version)).map(([name]) => name)
    return `only ${version}: ${names.join(', ')}`
  })
  await report(`Routes of the fake Hub: ${routes.length}, asked by hf: ${routes.length - unasked.length}`, [
    ...only,
    ...unasked.map((name) => `for others: ${name} (${others[name] ?? 'nobody'})`),
  ])
  expect(unasked).toEqual(Object.keys(others))
  expect(unanswered()).toEqual(missing)
})
