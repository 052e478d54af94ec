import { describe, expect, test } from 'vitest'
import { coverage, unanswered } from './coverage.ts'
import { hubVersions } from './hf.ts'
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
import { play } from './stage.ts'

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

describe.each(hubVersions)('%s', (version) => {
  test.each(journeys.map((journey) => [journey.name, journey] as const))(
    '%s',
    (_, journey) => play(journey, version),
    limit,
  )
})

/** Routes for others: `@gradio/client` and browsers. */
const others: readonly string[] = [
  'GET /api/spaces/by-subdomain/:subdomain',
  'GET /api/spaces/:id/host',
  'GET /api/spaces/:id/jwt',
  'GET /:kind?/:id/raw/:revision/*path',
]

/** New ways of Xet that its client does without where they are missing. */
const missing = ['POST /cas/v1/xorb-grants ?', 'POST /cas/v2/shards ?']

test('every route of the fake Hub was asked by hf, and it asks for nothing else', () => {
  const marks = [...coverage()].map(([name, asked]) => ({
    name,
    marks: hubVersions.map((version) => (asked.has(version) ? 'x' : '-')),
  }))
  process.stdout.write(marks.map((row) => `${[...row.marks, row.name].join(' ')}\n`).join(''))
  expect(marks.filter((row) => !row.marks.includes('x')).map(({ name }) => name)).toEqual(others)
  expect(unanswered()).toEqual(missing)
})
