/** Does one action with the official client for Node: `node node.js <action> <url> <number of functions> <package>`; prints its answer as JSON. */

const [action, url, count, location] = process.argv.slice(2)
const { Client, prepare_files: prepareFiles } = await import(location)

const connect = (options = {}) => Client.connect(url, { events: ['data', 'status', 'log'], ...options })

const call = async (app, name, ...values) => (await app.predict(`/${name}`, values)).data[0]

/** Reads what a submission tells until `found` gives something, or it has ended; its outputs come along. */
const follow = async (submission, found = () => undefined) => {
  const outputs = []
  for (;;) {
    const { value: event, done } = await submission.next()
    if (done || event === undefined) return { outputs }
    if (event.type === 'data') outputs.push(structuredClone(event.data))
    const seen = found(event)
    if (seen !== undefined) return { outputs, seen }
    if (event.type === 'status' && event.stage === 'error') throw new Error(event.message)
    if (event.type === 'status' && event.stage === 'complete') return { outputs }
  }
}

const result = async (submission) => (await follow(submission)).outputs.at(-1)?.[0]
const queued = (submission) => follow(submission, ({ position }) => position)
const settled = (submission) =>
  follow(submission).then(
    () => true,
    () => true,
  )
const failure = (work) =>
  work.then(
    (value) => ({ unexpected: value }),
    (error) => String(error?.message ?? error),
  )
const distinct = (values) => values.filter((value, at) => at === 0 || value !== values[at - 1])

/** Uploads in a step of its own, so that the file keeps its name in every version. */
const read = async (app) => {
  const files = await prepareFiles([new File(['Grüße'], 'note.txt', { type: 'text/plain' })])
  const [{ path, orig_name, meta }] = await app.upload(files, app.config.root)
  return (await app.predict('/read', [{ path, orig_name, meta }])).data
}

const content = async (file) => (await fetch(file.url)).text()
const iterate = async (app, to) =>
  distinct((await follow(app.submit('/count', [to]))).outputs.map(([numbers]) => numbers))

const told = async (found, ...tell) => {
  const app = await connect()
  const job = app.submit('/hold', ['a', ...tell])
  const { seen } = await follow(job, found)
  await call(app, 'release', 'a')
  return { seen, held: await result(job) }
}

const cancelled = async (app) => {
  const job = app.submit('/hold', ['a'])
  await call(app, 'wait', 'started a')
  await job.cancel()
  return job
}

const actions = {
  connect: async () => (await connect()).config.title,
  async view_api() {
    const { named_endpoints: info } = await (await connect()).view_api()
    const { parameters, returns } = info['/greet']
    return {
      names: Object.keys(info),
      greet: parameters.map(({ parameter_name: name, label, component }) => [name, label, component]),
      returns: returns.map(({ component }) => component),
    }
  },
  by_position: async () => (await (await connect()).predict('/greet', ['Ada', true, 2])).data[0],
  by_name: async () => (await (await connect()).predict('/greet', { excited: true, name: 'Ada' })).data[0],
  iterate: async () => iterate(await connect(), 5),
  async progress() {
    const { seen, held } = await told(({ progress_data: data }) => data?.[0])
    return { progress: [seen.desc, seen.index, seen.length, seen.unit], held }
  },
  async log() {
    const { seen, held } = await told((event) => (event.type === 'log' ? event : undefined), 'log')
    return { log: [seen.log, seen.level], held }
  },
  async cancel_queued() {
    const app = await connect()
    const first = app.submit('/hold', ['first'])
    await call(app, 'wait', 'started first')
    const second = app.submit('/hold', ['second'])
    await queued(second)
    await second.cancel()
    const third = app.submit('/hold', ['third'])
    await queued(third)
    await call(app, 'release', 'first')
    await call(app, 'release', 'third')
    return { first: await result(first), settled: await settled(second), after: await result(third) }
  },
  async cancel_running() {
    const app = await connect()
    const job = await cancelled(app)
    return { stopped: await call(app, 'wait', 'stopped a'), settled: await settled(job) }
  },
  async call_after_cancel() {
    const app = await connect()
    await call(app, 'release', 'b')
    await cancelled(app)
    return call(app, 'hold', 'b')
  },
  upload: async () => read(await connect()),
  async download() {
    const file = await call(await connect(), 'write', 'Grüße')
    return { name: file.orig_name, content: await content(file) }
  },
  async state() {
    const [one, other] = [await connect(), await connect()]
    const visits = []
    while (visits.length < 3) visits.push(await call(one, 'visit'))
    return { one: visits, other: [await call(other, 'visit')] }
  },
  login: async () => call(await connect({ auth: ['ada', 'pass word'] }), 'whoami'),
  wrong_password: async () => ({
    refused: await failure(connect({ auth: ['ada', 'wrong'] }).then((app) => call(app, 'whoami'))),
  }),
  async errors() {
    const app = await connect()
    return {
      refuse: await failure(call(app, 'refuse')),
      crash: await failure(call(app, 'crash')),
      after: await call(app, 'greet', 'Ada'),
    }
  },
  async pairs() {
    const app = await connect()
    let right = 0
    for (let number = 0; number < 30; number += 1) {
      const [one, other] = await Promise.all([call(app, 'double', number), call(app, 'double', number + 0.5)])
      right += Number(one === 2 * number) + Number(other === 2 * number + 1)
    }
    return { right }
  },
  async crowd() {
    const app = await connect()
    const answers = await Promise.allSettled(Array.from({ length: 60 }, (_, number) => call(app, 'double', number)))
    return {
      right: answers.filter(({ value }, number) => value === 2 * number).length,
      failed: answers.filter(({ status }) => status === 'rejected').length,
    }
  },
  async private_function() {
    const app = await connect()
    // Some versions reject beside the call instead of in it.
    const beside = () => new Promise((_, reject) => process.once('unhandledRejection', reject))
    const attempt = async (endpoint) => Promise.race([result(app.submit(endpoint, [])), beside()])
    return { name: await failure(attempt('/secret')), index: await failure(attempt(count - 1)) }
  },
  async tour() {
    const app = await connect()
    return {
      greeting: await call(app, 'greet', 'Ada'),
      outputs: await iterate(app, 3),
      read: await read(app),
      written: await content(await call(app, 'write', 'Grüße')),
    }
  },
}

// Clients may keep a connection open for the life of the process.
process.stdout.write(JSON.stringify(await actions[action]()), () => process.exit())
