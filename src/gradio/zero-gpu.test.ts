import { expect, test } from 'vitest'
import { failureOf } from './failure.ts'

const quota = 'ZeroGPU quota exceeded'
const tokens = 'Authenticate with a Hugging Face token for more quota - https://huggingface.co/settings/tokens'
const pro = 'Subscribe to Hugging Face PRO to get 40 min of ZeroGPU quota a day'
const link = '<a style="white-space: nowrap" href="https://huggingface.co/join">Create a free account</a>'

test.each([
  [
    'visitors',
    quota,
    `You have exceeded your ZeroGPU quota (60s requested vs. 0s left). Try again in 0:10:00. ${tokens}`,
    600,
    /without a login: hfn login .* in 10 min/,
  ],
  [
    'an account',
    quota,
    `You have exceeded your free ZeroGPU quota (60s requested vs. 30s left). Try again in 1 day, 3:04:05. ${pro}`,
    97_445,
    /your account; try again in 28 h/,
  ],
  [
    'a paid account',
    quota,
    'You have exceeded your Pro ZeroGPU quota (60s requested vs. 0s left). Try again in 0:00:30. ',
    30,
    /your account; try again in 30 s/,
  ],
  ['runs a day', quota, `You have exceeded your ZeroGPU runs limit. ${tokens}`, undefined, /hfn login .* later/],
  [
    'the Space',
    quota,
    'Space app has reached its GPU limit. Try re-running outside of examples',
    undefined,
    /quota of the Space/,
  ],
  [
    'runs at work',
    'ZeroGPU pending credits exceeded',
    'You have too many ZeroGPU credits allocated to running tasks.',
    undefined,
    /runs at work/,
  ],
  [
    'visitors, in 2024',
    undefined,
    'You have exceeded your GPU quota (46s left vs. 60s requested). Sign-up on Hugging Face to get more quotas or retry in 0:09:48.',
    588,
    /hfn login .* in 10 min/,
  ],
  [
    'visitors, in 2025',
    'Error',
    `You have exceeded your GPU quota (60s requested vs. 56s left). ${link} to get more usage quota.`,
    undefined,
    /hfn login/,
  ],
])('the spent quota of %s is told as such', (...[, title, error, retryAfter, hint]) => {
  const failure = failureOf({ error, ...(title === undefined ? {} : { title }) }, title, {})
  expect(failure).toMatchObject({ code: 'RATE_LIMITED', hint: expect.stringMatching(hint) })
  expect(failure.details.retryAfter).toBe(retryAfter)
  expect(failure.message).not.toContain('<')
})

test('a GPU that did not become free is a full queue', () => {
  const failure = failureOf(
    { error: 'No GPU was available after 60s Retry later', title: 'ZeroGPU queue timeout' },
    undefined,
    {},
  )
  expect(failure).toMatchObject({ code: 'QUEUE_FULL', details: { title: 'ZeroGPU queue timeout' } })
})

test.each(['You have exceeded your patience', 'Disk quota exceeded', 'quota '.repeat(10_000)])(
  'other failures stay what they are',
  (error) => {
    expect(failureOf({ error, title: 'Error' }, undefined, {})).toMatchObject({
      code: 'FUNCTION_FAILED',
      message: error,
      hint: undefined,
    })
  },
)
