import { ownValue } from '../../wire/json.ts'
import { isMember, userOf } from './access.ts'
import { text, type HubAnswer } from './answer.ts'
import type { Hub } from './hub.ts'
import type { Repo } from './repo.ts'
import type { HubRequest } from './request.ts'
import { answerOfApp } from './served-app.ts'

/** Seconds a Space's token is good for. */
const validity = 86_400

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A token that lets its bearer into one private Space, as a JSON Web Token. */
export const spaceToken = (hub: Hub, repo: Repo): string => {
  const exp = Math.floor(Date.now() / 1_000) + validity
  const body = `${encoded({ alg: 'HS256' })}.${encoded({ sub: `/spaces/${repo.id}`, exp })}`
  return `${body}.${hub.sign(body)}`
}

const isSpaceToken = (hub: Hub, repo: Repo, token: string): boolean => {
  const body = token.slice(0, token.lastIndexOf('.'))
  if (token !== `${body}.${hub.sign(body)}`) return false
  // What carries our signature we have written.
  const payload: unknown = JSON.parse(Buffer.from(body.slice(body.indexOf('.') + 1), 'base64url').toString())
  return ownValue(payload, 'sub') === `/spaces/${repo.id}`
}

const mayEnter = ({ hub, headers, url }: HubRequest, repo: Repo): boolean => {
  if (repo.about.private !== true) return true
  const sign = url.searchParams.get('__sign')
  if (sign !== null && isSpaceToken(hub, repo, sign)) return true
  try {
    return isMember(userOf(hub, headers.authorization), repo.namespace)
  } catch {
    return false
  }
}

const page = (status: number, title: string): HubAnswer =>
  text(`<!doctype html><html><head><title>${title}</title></head><body>${title}</body></html>`, status, {
    'content-type': 'text/html; charset=utf-8',
  })

/** What a Space's own address answers: the app once it runs, and to a visit to one that sleeps: wait. */
export const visitSpace = async (request: HubRequest, repo: Repo): Promise<HubAnswer> => {
  if (!mayEnter(request, repo)) return page(404, "Sorry, we can't find the page you are looking for.")
  const run = request.hub.spaces.of(repo)
  run.wake()
  if (!run.runs) return page(503, `This Space is not running (${run.stages.now})`)
  const { app } = run.about
  return app === undefined ? page(200, repo.id) : answerOfApp(app, request)
}
