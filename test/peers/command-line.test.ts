import { execFile, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pathOf } from './fixtures.ts'
import { credentials, majors, server } from './servers.ts'

const root = resolve(import.meta.dirname, '../..')
const hfn = join(root, 'dist/cli/main.js')
const run = promisify(execFile)

interface Printed {
  readonly out: string
  readonly err: string
  readonly status: number
}

/** Runs the built command as a user does; never throws. */
const command = async (...words: readonly string[]): Promise<Printed> => {
  try {
    const { stdout, stderr } = await run(process.execPath, [hfn, ...words], { timeout: 50_000 })
    return { out: stdout, err: stderr, status: 0 }
  } catch (error) {
    const { stdout = '', stderr = '', code } = error as { stdout?: string; stderr?: string; code?: number }
    return { out: stdout, err: stderr, status: code ?? -1 }
  }
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '')

describe.each(majors)('hfn at a terminal with Gradio %i', (major) => {
  let simple: string
  let kitchen: string
  let locked: string
  let folder: string
  beforeAll(async () => {
    ;[simple, kitchen, locked] = await Promise.all([
      server(major, 'simple'),
      server(major, 'kitchen'),
      server(major, 'auth'),
    ])
    folder = await mkdtemp(join(tmpdir(), 'hfn-peers-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('info lists functions and their parameters', async () => {
    expect((await command('info', kitchen)).out).toContain('greet')
    const { out } = await command('info', simple, 'op1', '--json')
    expect(out).toContain('Duration, in, seconds')
    expect((await command('Get-GradioInfo', simple)).out).toContain(major === 3 ? 'unnamed_endpoints' : '/Op1')
  })

  test('call prints one value a line', async () => {
    const said = lines((await command('call', simple, 'op1', '--duration', '1')).out)
    // Of one second: how often it tells of more depends on how busy its server is.
    expect(said).toEqual(['Dur:1', expect.anything(), 'Finished'])
  })

  test('JSON is whole, JSON lines are the events, quiet is silent', async () => {
    expect(JSON.parse((await command('call', kitchen, 'two', '--json')).out)).toEqual(['one', 2])
    const events = lines((await command('call', kitchen, 'counter', '3', '--jsonl')).out).map(
      (line) => JSON.parse(line) as { type: string; data?: unknown },
    )
    expect(events.filter(({ type }) => type === 'output').map(({ data }) => data)).toEqual([[1], [2], [3]])
    expect(events.at(-1)).toMatchObject({ type: 'done', data: [3] })
    expect(await command('call', kitchen, 'greet', 'Ada', '-q')).toMatchObject({ out: '', status: 0 })
  })

  test('files go up by their path and come down where asked', async () => {
    const target = join(folder, 'copy.txt')
    const saved = await command('call', kitchen, 'file', pathOf('note.txt'), '-o', target)
    expect(saved.status).toBe(0)
    expect(await readFile(target)).toEqual(await readFile(pathOf('note.txt')))
    const again = await command('call', kitchen, 'file', pathOf('note.txt'), '-o', target)
    expect(again).toMatchObject({ status: 2, err: expect.stringMatching(/^error BAD_FILE: .*--force/) })
    const [sent] = lines((await command('upload', kitchen, pathOf('photo.png'))).out)
    expect(JSON.parse(sent ?? '')).toMatchObject({ path: expect.any(String), url: expect.stringMatching(/^http/) })
    const url = (
      JSON.parse((await command('call', kitchen, 'file', pathOf('note.txt'), '--json')).out) as { url: string }[]
    )[0]?.url
    expect(Buffer.from(await (await fetch(url ?? '')).arrayBuffer())).toEqual(await readFile(pathOf('note.txt')))
  })

  test('errors are one line with a code, and the documented status', async () => {
    for (const [status, code, ...words] of [
      [1, 'FUNCTION_FAILED', 'call', kitchen, 'fail', 'no paper'],
      [2, 'BAD_ARGUMENT', 'call', kitchen, 'greet', '--args', '{"nmae":"Ada"}'],
      [2, 'BAD_ARGUMENT', 'call', kitchen, 'counter', 'three'],
      [3, 'NO_SUCH_FUNCTION', 'call', kitchen, 'grete', 'Ada'],
      [3, 'NO_SUCH_FILE', 'call', kitchen, 'file', join(folder, 'missing.txt')],
      [6, 'TIMEOUT', 'call', '--timeout', '1s', kitchen, 'slow', '5'],
    ] as const) {
      const { out, err, status: seen } = await command(...words)
      expect({ code, seen, lines: lines(err).length, out }).toEqual({ code, seen: status, lines: 1, out: '' })
      expect(err).toMatch(new RegExp(`^error ${code}: `))
    }
    expect((await command('info', locked)).status).toBe(4)
    expect((await command('call', '--auth', 'user:wrong', locked, 'greet', 'Ada')).err).toContain('BAD_CREDENTIALS')
    expect((await command('call', '--auth', credentials.join(':'), locked, 'greet', 'Ada')).out).toBe('Hello Ada\n')
  })

  test('values are printed as they come; Ctrl-C stops the function on the server', async () => {
    const child = spawn(process.execPath, [hfn, 'call', kitchen, 'forever_as', 'a terminal'])
    await new Promise((done) => child.stdout.once('data', done))
    child.kill('SIGINT')
    const [status] = await new Promise<unknown[]>((done) => child.once('exit', (...all) => done(all)))
    expect(status).toBe(130)
    if (major > 3)
      await expect
        .poll(async () => (await command('call', kitchen, 'times_ended', 'a terminal')).out, { timeout: 20_000 })
        .toBe('1\n')
  })

  if (major > 3)
    test('a run is sent now and followed by another process; the PowerShell names do the same', async () => {
      const { out } = await command('send', simple, 'op1', '1')
      expect(lines((await command('results', out.trim())).out).at(-1)).toContain('Finished')
      const event = await command('Send-GradioApi', '-AppUrl', simple, '-ApiName', 'Op1', '-Params', '[1]')
      expect((await command('Update-GradioApiResult', event.out.trim())).out).toContain('Finished')
    })
})

test('the types of every kitchen sink compile under our strict flags', async () => {
  const folder = await mkdtemp(join(root, 'node_modules', '.types-'))
  try {
    for (const major of majors) {
      const written = await command('types', await server(major, 'kitchen'), '-o', join(folder, `app-${major}.ts`))
      expect(written).toMatchObject({ status: 0 })
    }
    expect(await readdir(folder)).toHaveLength(majors.length)
    const { compilerOptions } = JSON.parse(await readFile(join(root, 'tsconfig.json'), 'utf8')) as {
      compilerOptions: object
    }
    const project = { compilerOptions: { ...compilerOptions, skipLibCheck: false, noEmit: true }, include: ['*.ts'] }
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(project))
    const compiled = await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder]).catch(
      (error: { stdout: string }) => error,
    )
    expect(compiled.stdout).toBe('')
  } finally {
    await rm(folder, { recursive: true })
  }
})
