import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deviceLogin } from '../../../src/hub/token/device-login.ts'
import { parseSections, printSections } from '../../../src/hub/token/ini.ts'
import { login } from '../../../src/hub/token/login.ts'
import { logout, storedTokens, switchToken } from '../../../src/hub/token/stored.ts'
import { interpreter } from '../environments.ts'
import { bundle, type Bundle } from '../redis/bundle.ts'
import {
  ada,
  adaSection,
  clientOf,
  eve,
  eveSection,
  loggedIn,
  newHome,
  newHub,
  type Home,
} from '../../hub/token-home.ts'
import { hf, hubVersions, python, ready } from './hf.ts'

beforeAll(ready)

/** Prints stored_tokens as Python's own parser reads it, then writes it anew. */
const rewrite = `
import configparser, json, sys
config = configparser.ConfigParser(interpolation=None)
config.read(sys.argv[1], encoding="utf-8")
print(json.dumps({name: dict(config.items(name)) for name in config.sections()}))
again = configparser.ConfigParser(interpolation=None)
for name in sorted(config.sections()):
    again.add_section(name)
    for key, value in config.items(name):
        again.set(name, key, value)
with open(sys.argv[1], "w", encoding="utf-8") as file:
    again.write(file)
`

describe.each(hubVersions)('%s', (version) => {
  const visitOf = (home: Home, url: string) => ({ version, url, home: home.folder })

  test('uses, lists, switches and forgets what hfn logged in', async () => {
    const home = newHome()
    const { url } = await newHub()
    await loggedIn(home)
    const visit = visitOf(home, url)
    expect((await hf(['auth', 'whoami'], visit)).out).toContain('ada')
    expect((await hf(['auth', 'token'], visit)).out.trim()).toBe(ada.token)
    const { out } = await hf(['auth', 'list'], visit)
    expect(out).toMatch(/\* *\|? *ada laptop/)
    expect(out).toContain('eve-token')
    expect((await hf(['auth', 'switch', '--token-name', 'eve-token'], visit)).status).toBe(0)
    expect(home.read('token')).toBe(eve.token)
    expect((await storedTokens({ env: home.env })).map(({ name, isActive }) => [name, isActive])).toEqual([
      ['ada laptop', false],
      ['eve-token', true],
    ])
    expect((await hf(['auth', 'logout', '--token-name', 'eve-token'], visit)).status).toBe(0)
    expect(home.read('stored_tokens')).toBe(adaSection)
    expect(home.read('token')).toBeUndefined()
  })

  test('logs in what hfn uses, lists, switches and forgets, byte for byte alike', async () => {
    const home = newHome()
    const { url } = await newHub()
    const visit = visitOf(home, url)
    expect((await hf(['auth', 'login', '--token', ada.token], visit)).status).toBe(0)
    expect((await hf(['auth', 'login', '--token', eve.token], visit)).status).toBe(0)
    expect(home.read('stored_tokens')).toBe(adaSection + eveSection)
    const { hub } = clientOf({ endpoint: url, env: home.env })
    expect(await hub.token()).toBe(eve.token)
    await switchToken('ada laptop', { env: home.env })
    expect((await hf(['auth', 'token'], visit)).out.trim()).toBe(ada.token)
    await login(hub, { token: eve.token })
    expect(home.read('stored_tokens')).toBe(adaSection + eveSection)
    await logout({ all: true, env: home.env })
    expect((await hf(['auth', 'token'], visit)).status).not.toBe(0)
  })

  test('renews a browser login of hfn, and hfn one of its own', async () => {
    const home = newHome()
    const { url } = await newHub({ login: { user: 'ada', answers: [], tokenExpiresIn: 3600 } })
    const { hub } = clientOf({ endpoint: url, env: home.env })
    await deviceLogin(hub, { onCode: () => {} })
    const first = home.read('token')
    expect((await hf(['auth', 'token'], visitOf(home, url))).status).toBe(0)
    const second = home.read('token')
    expect(second).not.toBe(first)
    const third = await clientOf({ endpoint: url, env: home.env }).hub.token()
    expect(third).not.toBe(second)
    expect(home.read('token')).toBe(third)
    expect(home.read('stored_tokens')).toMatch(
      /^\[.+\]\nhf_token = hf_oauth_\w+\nrefresh_token = hf_refresh_\w+\nexpires_at = \d+\n\n$/,
    )
  })

  test('reads and writes stored_tokens as hfn does, whatever is in it', async () => {
    const home = newHome()
    const sections = new Map([
      [
        'ada',
        new Map([
          ['hf_token', 'hf_a'],
          ['refresh_token', 'a=b:c%d'],
          ['expires_at', '1'],
        ]),
      ],
      [
        'Zoë ] [x]',
        new Map([
          ['hf_token', 'hf_😀'],
          ['note', 'one\ntwo\n\nthree'],
          ['empty', ''],
        ]),
      ],
      ['\u{1F600}', new Map([['hf_token', ' # no comment'.trim()]])],
      ['\uFFEE', new Map()],
      ['__proto__', new Map([['constructor', '; x']])],
    ])
    const text = printSections(sections)
    home.write('stored_tokens', text)
    const { out, err } = await python(rewrite, visitOf(home, 'http://127.0.0.1:9'), [`${home.folder}/stored_tokens`])
    expect(err).toBe('')
    const seen: unknown = JSON.parse(out)
    expect(seen).toEqual(
      JSON.parse(
        JSON.stringify(Object.fromEntries([...sections].map(([name, values]) => [name, Object.fromEntries(values)]))),
      ),
    )
    expect(home.read('stored_tokens')).toBe(text)
    expect(printSections(parseSections(text).sections)).toBe(text)
  })
})

/** Runs a program on a terminal of its own, types what stands behind the question, and gives what the terminal showed and its echo afterwards. */
const onTerminal = `
import os, pty, sys, termios
keys, command = sys.argv[1], sys.argv[2:]
pid, fd = pty.fork()
if pid == 0:
    os.execvp(command[0], command)
shown = b""
typed = False
echo = True
while True:
    try:
        piece = os.read(fd, 4096)
    except OSError:
        break
    if not piece:
        break
    shown += piece
    if b"browser): " in shown and not typed:
        typed = True
        echo = bool(termios.tcgetattr(fd)[3] & termios.ECHO)
        os.write(fd, keys.encode())
_, status = os.waitpid(pid, 0)
print(os.waitstatus_to_exitcode(status), echo, shown.decode())
`

describe('hfn login on a terminal', () => {
  let cli: Bundle
  beforeAll(async () => {
    cli = await bundle('src/cli/main.ts')
  })
  afterAll(() => cli.close())

  const type = async (keys: string, home: Home, url: string): Promise<string> => {
    const words = ['-c', onTerminal, keys, process.execPath, cli.script, 'login']
    const env = { PATH: process.env['PATH'], HOME: home.folder, ...home.env, HF_ENDPOINT: url, NO_COLOR: '1' }
    const child = spawn(await interpreter('hub-2'), words, { env, timeout: 30_000 })
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
    return out + err
  }

  test('shows nothing of the token', async () => {
    const home = newHome()
    const { url } = await newHub()
    const shown = await type(`${ada.token}\r`, home, url)
    expect(shown).toMatch(/^0 False Token \(not shown.*\): \r?\nLogged in as ada/)
    expect(shown).not.toContain(ada.token)
    expect(readFileSync(`${home.folder}/token`, 'utf8')).toBe(ada.token)
  })

  test('ends with 130 on Ctrl-C, and stores nothing', async () => {
    const home = newHome()
    const { url } = await newHub()
    const shown = await type('hf_half\u0003', home, url)
    expect(shown).toMatch(/^130 False /)
    expect(shown).not.toContain('hf_half')
    expect(home.names()).toEqual([])
  })
})
