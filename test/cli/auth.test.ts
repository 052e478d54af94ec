import { describe, expect, test } from 'vitest'
import { ada, adaSection, eve, newHome, newHub, section, type Home } from '../hub/token-home.ts'
import { hfn, type Outcome, type Setting } from './terminal.ts'

interface Place {
  readonly home: Home
  readonly run: (args: readonly string[], setting?: Setting) => Promise<Outcome>
}

const place = async (options: Parameters<typeof newHub>[0] = {}): Promise<Place> => {
  const home = newHome({ HF_ENDPOINT: (await newHub(options)).url })
  return {
    home,
    run: (args, setting = {}) => hfn(args, { cwd: home.folder, ...setting, env: { ...home.env, ...setting.env } }),
  }
}

describe('hfn login', () => {
  test('takes the token from a pipe, from stdin by name, or from a file', async () => {
    const { home, run } = await place()
    const said = 'Logged in as ada with the token ada laptop (write)\n'
    expect(await run(['Set-HfToken'], { stdin: `${ada.token}\n` })).toEqual({ status: 0, out: said, err: '' })
    home.write('secret', `${eve.token}\r\n`)
    expect((await run(['auth', 'login', '--token', '@secret', '--name', 'work'])).out).toBe(
      'Logged in as eve with the token work (read)\n',
    )
    expect((await run(['login', '--token', '-', '-q'], { stdin: ada.token })).out).toBe('')
    expect(home.read('token')).toBe(ada.token)
    expect(home.read('stored_tokens')).toBe(adaSection + section('work', { hf_token: eve.token }))
  })

  test('on a terminal asks for it, and shows nothing of it', async () => {
    const { run } = await place()
    const { out, err } = await run(['login'], { stdin: ada.token, terminal: { in: true, out: true, err: true } })
    expect(err).toBe('Token (not shown; Enter alone logs in with your browser): ')
    expect(out).toMatch(/^Logged in as ada/)
  })

  test('with a browser: by --web, or by Enter alone on a terminal', async () => {
    const { home, run } = await place({ login: { user: 'eve', answers: [], interval: 0 } })
    for (const [args, setting] of [
      [['login', '--web'], { stdin: 'not read' }],
      [['login'], { stdin: '\n', terminal: { in: true } }],
    ] as const) {
      const { status, out, err } = await run([...args], setting)
      expect(err).toMatch(/Open http:\/\/127\S+user_code=ABCD-1234\nand enter the code ABCD-1234\n/)
      expect(out).toMatch(/^Logged in as eve/)
      expect(status).toBe(0)
      expect(home.read('token')).toMatch(/^hf_oauth_/)
    }
  })

  test.each([
    [['login'], '', 2, 'BAD_USAGE: No token came on stdin'],
    [['login', '--token', '-'], '\n', 2, 'BAD_USAGE: No token came on stdin'],
    [['login'], 'hf_unknownunknownunknown', 4, 'BAD_CREDENTIALS: The token is not valid'],
    [['login'], 'hf_with blank', 4, 'BAD_CREDENTIALS: What the token that was given holds is no token'],
    [['login', '--add-to-git-credential'], ada.token, 2, 'BAD_USAGE: hfn keeps no credentials for git'],
    [['login', '--nmae', 'x'], '', 2, "BAD_USAGE: Unknown option '--nmae'"],
  ])('%j with %j on stdin ends with its status, and stores nothing', async (args, stdin, status, message) => {
    const { home, run } = await place()
    const outcome = await run(args, { stdin })
    expect(outcome).toMatchObject({ status, out: '', err: expect.stringContaining(message) })
    expect(outcome.err).not.toContain('hf_unknown')
    expect(home.names()).toEqual([])
  })

  test('a browser login that was refused or came too late ends with its status', async () => {
    for (const [answer, status] of [
      ['access_denied', 4],
      ['expired_token', 6],
    ] as const) {
      const { run } = await place({ login: { user: 'ada', answers: [answer], interval: 0 } })
      expect((await run(['login', '--web'])).status).toBe(status)
    }
  })

  test('a token on the command line works, with a warning', async () => {
    const { run } = await place()
    const { out, err } = await run(['login', '--token', ada.token])
    expect(out).toMatch(/^Logged in as ada/)
    expect(err).toMatch(/^warning: --token can be read in the list of processes/)
  })
})

describe('the logins of this computer', () => {
  const loggedIn = async (): Promise<Place> => {
    const there = await place()
    for (const { token } of [ada, eve]) await there.run(['login'], { stdin: token })
    return there
  }

  test('are listed, never a token whole', async () => {
    const { run } = await loggedIn()
    expect((await run(['auth', 'list'])).out).toBe('\tada laptop\thf_****0001\t\n*\teve-token\thf_****0002\t\n')
    expect((await run(['auth', 'ls'], { terminal: { out: true } })).out).toMatch(
      /NAME +TOKEN +ENDS.*\n +ada laptop +hf_.+\n\* +eve-token/,
    )
    const { out } = await run(['auth', 'list', '--json'])
    expect(JSON.parse(out)).toEqual([
      { name: 'ada laptop', preview: 'hf_****0001', isActive: false },
      { name: 'eve-token', preview: 'hf_****0002', isActive: true },
    ])
    expect(await (await place()).run(['auth', 'list'])).toEqual({
      status: 0,
      out: '',
      err: 'There is none: hfn login\n',
    })
  })

  test('are switched between and logged out of', async () => {
    const { home, run } = await loggedIn()
    expect((await run(['auth', 'switch', 'ada laptop'])).out).toBe('Now using ada laptop\n')
    expect((await run(['auth', 'token'])).out).toBe(`${ada.token}\n`)
    expect(await run(['auth', 'switch', 'nobody'])).toMatchObject({
      status: 3,
      err: expect.stringContaining('No login is called "nobody". See them with hfn auth list.'),
    })
    expect((await run(['auth', 'switch', '--token-name', 'eve-token'])).out).toBe('Now using eve-token\n')
    expect((await run(['auth', 'switch'])).err).toMatch(/^error BAD_USAGE: .*hfn auth list/)
    expect((await run(['auth', 'switch', 'ada laptop'])).status).toBe(0)
    expect((await run(['logout'])).out).toBe('Logged out of ada laptop\n')
    expect((await run(['logout', 'eve-token'])).out).toBe('Logged out of eve-token\n')
    expect(home.names()).toEqual([])
    expect(await run(['logout'])).toEqual({ status: 0, out: 'Nobody is logged in\n', err: '' })
    expect((await run(['logout', 'x', '--all'])).status).toBe(2)
    expect((await run(['logout', 'x'])).status).toBe(3)
  })

  test('--all forgets them all; a token that has no name is forgotten too', async () => {
    const { home, run } = await loggedIn()
    expect((await run(['auth', 'logout', '--all'])).out).toBe('Logged out of ada laptop, eve-token\n')
    home.write('token', ada.token)
    expect((await run(['logout'])).out).toBe('Logged out of the token in use\n')
    expect(home.names()).toEqual([])
  })

  test('HF_TOKEN comes before them, and that is said', async () => {
    const { run } = await loggedIn()
    const env = { HF_TOKEN: ada.token }
    for (const args of [['login'], ['auth', 'switch', 'eve-token'], ['auth', 'list'], ['logout']]) {
      const { err } = await run(args, { env, stdin: ada.token })
      expect(err).toContain('warning: HF_TOKEN is set and comes before every login')
    }
    expect((await run(['auth', 'token'], { env })).out).toBe(`${ada.token}\n`)
  })
})

describe('hfn whoami', () => {
  test('says the name first, then what is known of the token and where it comes from', async () => {
    const { home, run } = await place()
    await run(['login'], { stdin: ada.token })
    const { status, out } = await run(['whoami'])
    expect(status).toBe(0)
    expect(out).toBe(
      `ada\norganizations: lab\ntoken: ada laptop (write) from ${home.folder}/token\nHub: ${home.env['HF_ENDPOINT']}\n`,
    )
    expect((await run(['auth', 'whoami'], { env: { HF_TOKEN: eve.token } })).out).toContain(
      'eve\ntoken: eve-token (read) from HF_TOKEN\n',
    )
    expect(JSON.parse((await run(['Get-HfMe'])).out)).toMatchObject({ name: 'ada', organizations: [{ name: 'lab' }] })
  })

  test('without a token, or with a wrong one, it ends with 4', async () => {
    const { run } = await place()
    expect(await run(['whoami'])).toMatchObject({ status: 4, err: expect.stringContaining('hfn login') })
    expect(await run(['auth', 'token'])).toMatchObject({ status: 4, out: '' })
    const wrong = await run(['whoami'], { env: { HF_TOKEN: 'hf_wrongwrongwrong' } })
    expect(wrong).toMatchObject({ status: 4, out: '', err: expect.stringMatching(/BAD_CREDENTIALS.+HF_TOKEN/) })
  })
})

test('the group lists its commands', async () => {
  const { out } = await hfn(['auth', '--help'])
  for (const name of ['login', 'logout', 'whoami', 'list', 'switch', 'token']) expect(out).toContain(`  ${name}`)
})
