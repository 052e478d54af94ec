/** `npm run bench -- <name>`: ours, its peers and a hand-written floor, side by side. See docs/bench.md. */
import { parseArgs } from 'node:util'
import { contests } from './contests.js'
import { judge } from './goals.js'
import { measureCalls } from './measures/calls.js'
import { measureConnect } from './measures/connect.js'
import { measureEvents } from './measures/events.js'
import { measureExit } from './measures/exit.js'
import { measureHelp } from './measures/help.js'
import { measureHub } from './measures/hub.js'
import { measureImport } from './measures/import.js'
import { measureLarge } from './measures/large.js'
import { measureMemory } from './measures/memory.js'
import { measureServer } from './measures/server.js'
import { measureText } from './measures/text.js'
import { measureUpload } from './measures/upload.js'
import { runRounds } from './rounds.js'
import { flatten, makeRows } from './rows.js'
import { table } from './table.js'

/** @type {Record<string, { about: string, cases: (size: { quick: boolean }) => import('./figures.js').Case[] }>} */
const measures = {
  import: { about: 'loading the package, and all that comes before the first answer', cases: measureImport },
  connect: { about: 'connecting to a small and a large app', cases: measureConnect },
  calls: { about: 'calls, one after the other and 8, 64 and 256 in flight', cases: measureCalls },
  events: { about: 'a stream of 10,000 small events', cases: measureEvents },
  text: { about: '1,000 events of a text that grows to 50 kB, sent whole and as what was added', cases: measureText },
  large: { about: 'one event of 16 MiB', cases: measureLarge },
  memory: { about: 'memory over 10,000 calls', cases: measureMemory },
  upload: { about: 'a call with a file of 200 MB', cases: measureUpload },
  exit: { about: 'the end of a process after its last call', cases: measureExit },
  help: { about: 'hfn --help beside a bare node', cases: measureHelp },
  server: {
    about: "the server beside Gradio's: jobs, crowds, idle streams, page, start, upload",
    cases: measureServer,
  },
  hub: { about: "downloads from a Hub, beside both majors of Python's hf and @huggingface/hub", cases: measureHub },
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    without: { type: 'string', multiple: true, default: [] },
  },
})

const everybody = Object.assign({}, ...Object.values(contests).map(({ entrants }) => entrants))
const names = positionals.includes('all') ? Object.keys(measures) : positionals
const rounds = Number(values.rounds ?? (values.quick ? 1 : 3))

const usage = () => {
  const names = Object.entries(measures).map(([name, { about }]) => `  ${name.padEnd(8)}  ${about}`)
  return `npm run bench -- <name>… [--json] [--rounds N] [--quick] [--without ${Object.keys(everybody).join('|')}]\n\n${names.join('\n')}\n  all       every one of them`
}

const problem = () => {
  const unknown = [
    ...names.filter((name) => !(name in measures)),
    ...values.without.filter((key) => !(key in everybody)),
  ]
  if (unknown.length > 0) return `nothing here is called ${unknown.join(', ')}\n\n${usage()}`
  if (!(rounds >= 1)) return '--rounds takes a number from 1 on'
  return undefined
}

/** Progress is for a person who waits. */
const onSample = process.stderr.isTTY
  ? (/** @type {string} */ text) => process.stderr.write(`\r\u001b[K${text}`)
  : undefined

/** @type {import('./rows.js').Row[]} */
const rows = []

const run = async () => {
  const cases = names
    .flatMap((name) => measures[name].cases(values))
    .map((measured) => ({
      measured,
      entrants: contests[measured.contest ?? 'clients'].entrants,
    }))
    .map(({ measured, entrants }) => ({
      measured,
      entrants,
      keys: (measured.only ?? Object.keys(entrants)).filter((key) => !values.without.includes(key)),
    }))
  // One that is not there is better known now than in half an hour.
  for (const { keys, entrants } of cases) for (const key of keys) entrants[key].command()
  for (const { measured, keys } of cases) {
    rows.push(...makeRows(measured, await runRounds(measured, { keys, rounds, onSample })))
  }
}

const print = () => {
  onSample?.('')
  console.log(values.json ? JSON.stringify(flatten(rows), null, 2) : `${table(rows)}\n\n${judge(rows)}`)
}

if (names.length === 0) console.log(usage())
else if (problem() !== undefined) {
  console.error(problem())
  process.exitCode = 2
} else {
  process.once('SIGINT', () => process.exit(130))
  try {
    await run()
  } catch (error) {
    console.error(`bench: ${error.message}`)
    process.exitCode = 1
  }
  // What was measured before something broke is not lost.
  if (rows.length > 0) print()
}
