import type { Hono } from 'hono'
import { userOf } from '../auth/user.ts'
import { plainFlags } from '../describe/dependency.ts'
import { noSuchFunction } from '../failure.ts'
import { readFlag, type FlagStore } from '../flag/flag-record.ts'
import { readBody } from '../json-body.ts'
import type { Service } from '../service.ts'

/** What a visitor says of a run to the app's author; there is no such route where nobody listens. */
export const addFlag = (app: Hono, { catalog, settings, blueprint }: Service): void => {
  const folder = settings.flagFolder
  if (folder === undefined) return
  let store: Promise<FlagStore> | undefined
  const open = (): Promise<FlagStore> =>
    (store ??= import('../node/flag-file.ts').then(({ flagFolder }) => flagFolder(folder)))

  app.post('/hfn/flag', async ({ req: { raw: request } }) => {
    const body = await readBody(request, settings.maxBody)
    const name = body['function']
    const served = typeof name === 'string' ? catalog.byName(name) : undefined
    if (served === undefined || served.visibility === 'private') throw noSuchFunction(name)
    const { callable } = served
    const binding = blueprint?.bindings.find((one) => one.function === callable.name)
    const record = readFlag(body, { callable, flags: binding?.flags ?? plainFlags, user: userOf(request) })
    await (await open()).write(record)
    return Response.json({ success: true })
  })
}
