import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createFakeHub, type FakeHub } from '../../src/testing/index.ts'
import { hfn, type Outcome, type Setting } from './terminal.ts'

const token = 'hf_canary0123456789'
let service: FakeHub

beforeAll(async () => {
  const namespace = 'ada'
  service = await createFakeHub({
    users: [{ name: namespace, token }],
    endpoints: [
      { namespace, name: 'one', repository: 'o/n' },
      { namespace, name: 'asleep', repository: 'o/n', state: 'scaledToZero' },
      { namespace, name: 'still', repository: 'o/n', state: 'paused' },
      { namespace, name: 'broken', repository: 'o/n', state: 'failed' },
    ],
  })
})

afterAll(() => service.close())

beforeEach(() => service.clear())

const run = (line: string | readonly string[], setting: Setting = {}): Promise<Outcome> => {
  const env = { HF_ENDPOINT: service.url, HFN_ENDPOINTS_URL: service.endpointsUrl, HF_TOKEN: token, ...setting.env }
  const words = typeof line === 'string' ? line.split(' ') : line
  return hfn(['endpoints', ...words], { ...setting, env: { HF_HOME: '/nowhere', ...env } })
}

const machine = '--vendor aws --region us-east-1 --accelerator cpu --instance-type intel-spr --instance-size x1'

test('endpoints are a list, one of them is facts, or JSON', async () => {
  const list = await run('ls')
  expect(list.out.split('\n')[0]).toBe(`one\trunning\to/n\tintel-spr x1\t${await service.endpointUrl('ada/one')}`)
  expect(JSON.parse((await run('list --json')).out)).toHaveLength(4)
  const info = await run('describe one')
  expect(info.out).toMatch(/^name\tada\/one\nstate\trunning\n/)
  expect(info.out).toContain('machine\taws us-east-1 cpu intel-spr x1\nreplicas\t1 ready, of 0 to 1\n')
  expect((await run('ada/one')).out).toBe(info.out)
  expect(JSON.parse((await run('info one --json')).out)).toMatchObject({
    namespace: 'ada',
    status: { state: 'running' },
  })
  expect((await run('info still')).err).toBe('Resume it: hfn endpoints resume ada/still --wait\n')
})

test('hardware is a table that can be narrowed', async () => {
  expect((await run('hardware --accelerator gpu')).out).toBe(
    'aws\tus-east-1\tgpu\tnvidia-l4\tx1\t30\t24\t0.8\tavailable\n',
  )
  expect(JSON.parse((await run('hardware --json --vendor nobody')).out)).toEqual([])
})

test('create sends what was said and nothing else, and waits when asked to', async () => {
  const line = `create --model openai-community/gpt2 ${machine} --scale-to-zero 1h --type protected --env A=b --secret`
  const made = await run([...line.split(' '), 'KEY=hf_secret0123456789', '--wait'])
  expect(made.status).toBe(0)
  expect(made.err.split('\n').slice(0, -1)).toEqual(
    expect.arrayContaining(['Endpoint ada/gpt2 waits for a machine …', 'Endpoint ada/gpt2 runs …']),
  )
  expect(made.out).toMatch(/^name\tada\/gpt2\nstate\trunning\n/)
  expect(made.out + made.err).not.toContain('hf_secret')
  const sent: unknown = JSON.parse(service.requests.find(({ method }) => method === 'POST')?.body ?? '')
  expect(sent).toEqual({
    name: 'gpt2',
    type: 'authenticated',
    provider: { vendor: 'aws', region: 'us-east-1' },
    compute: {
      accelerator: 'cpu',
      instanceType: 'intel-spr',
      instanceSize: 'x1',
      scaling: { minReplica: 0, maxReplica: 1, scaleToZeroTimeout: 60 },
    },
    model: {
      repository: 'openai-community/gpt2',
      framework: 'pytorch',
      image: { huggingface: {} },
      env: { A: 'b' },
      secrets: { KEY: 'hf_secret0123456789' },
    },
  })
  expect((await run(`create --model openai-community/gpt2 ${machine}`)).err).toMatch(
    /^error EXISTS: endpoint ada\/gpt2/,
  )
  expect((await run('delete gpt2 --yes')).out).toBe('Deleted endpoint gpt2\n')
})

test('update, pause, resume and scale-to-zero do what they say', async () => {
  expect((await run('update one --min 1 --max 3 -q')).status).toBe(0)
  expect(JSON.parse(service.requests.at(-1)?.body ?? '')).toEqual({
    compute: { scaling: { minReplica: 1, maxReplica: 3 } },
  })
  expect((await run('pause one')).out).toContain('state\tpaused\n')
  const resumed = await run('resume one --wait')
  expect(resumed.out).toContain('state\trunning\n')
  expect((await run('resume one')).status).toBe(0)
  const zero = await run('scale-to-zero one')
  expect(zero.err).toBe('Any request wakes it, in some minutes: hfn endpoints wait ada/one --wake\n')
})

test('waking is told on stderr, and is no error', async () => {
  const without = await run('wait asleep')
  expect(without).toMatchObject({ status: 5, out: '' })
  expect(without.err).toContain('error NOT_RUNNING: Endpoint ada/asleep is scaled to zero. Any request wakes it')
  const woken = await run('wait asleep --wake --interval 5ms')
  expect(woken.status).toBe(0)
  expect(woken.err).toMatch(/^Endpoint ada\/asleep is scaled to zero …\n(.*\n)*Endpoint ada\/asleep runs …\n$/)
  expect(woken.out).toContain('state\trunning\n')
  expect((await run('wait one -q --interval 5ms --wake')).err).toBe('')
})

test.each([
  ['wait still', 5, /NOT_RUNNING: Endpoint ada\/still is paused\. Resume it: hfn endpoints resume ada\/still --wait/],
  ['wait broken', 5, /NOT_RUNNING: Endpoint ada\/broken failed to start: .*See its logs: https/],
  ['info nothing', 3, /NOT_FOUND: The Hub has no endpoint ada\/nothing/],
  ['info ../x', 2, /no name of an endpoint/],
  ['create --model o/n --vendor aws', 2, /Required option '--region/],
  [
    'create Big --model o/n --vendor aws --region x --accelerator cpu --instance-type y --instance-size z',
    2,
    /small letters/,
  ],
  ['update one', 2, /No change of the endpoint is given/],
  ['update one --min x', 2, /--min is a whole number from 0, not "x"/],
  ['update one --type open', 2, /--type is public, authenticated, protected, private/],
  ['update one --scale-to-zero soon', 2, /--scale-to-zero is a time/],
  ['update one --image x', 2, /--image is a JSON object/],
  ['update one --env x', 2, /--env is name=value/],
  ['delete one', 2, /cannot be undone, and there is no terminal to ask on\. Say --yes/],
  ['list --namespace others', 4, /FORBIDDEN: Your token may not do this with endpoints of others/],
  ['list --public', 4, /LOGIN_NEEDED: Nobody is logged in/],
])('hfn endpoints %s ends with status %i and says why', async (line, status, message) => {
  const outcome = await run(line)
  expect(outcome).toMatchObject({ status, out: '' })
  expect(outcome.err).toMatch(message)
  expect(outcome.err).not.toContain('canary')
})

test.each(['n\n', '\n', '', 'yesterday\n'])('the answer %j deletes nothing', async (stdin) => {
  const outcome = await run('delete one', { stdin, terminal: { in: true, err: true }, env: { NO_COLOR: '1' } })
  expect(outcome).toEqual({
    status: 130,
    out: '',
    err: 'Delete endpoint one for good? [y/N] error CANCELLED: Nothing was done\n',
  })
  expect(service.requests).toHaveLength(0)
})

test.each(['y\n', ' Yes \r\nmore'])('the answer %j deletes it', async (stdin) => {
  await run(`create gone --model o/n ${machine}`)
  const outcome = await run('rm gone', { stdin, terminal: { in: true, err: true } })
  expect(outcome).toMatchObject({ status: 0, out: 'Deleted endpoint gone\n' })
  expect((await run('info gone')).status).toBe(3)
})

test('waiting ends with --timeout', async () => {
  service.state('ada/broken', 'initializing')
  const outcome = await run('wait broken --interval 5ms --timeout 50ms')
  expect(outcome).toMatchObject({ status: 6, out: '' })
})
