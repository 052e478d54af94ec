import { abortReason } from '../../core/abort.ts'
import { HfnError } from '../../core/error.ts'
import type { ReachOptions, Reached } from '../../core/reachable.ts'
import type { Options } from '../../core/options.ts'
import type { HubClient } from '../client/contract.ts'
import { apiRoute } from '../route.ts'
import { spaceToken } from './access.ts'
import type { SpaceInfo } from './contract.ts'
import { spaceHost } from './host.ts'
import { spaceInfo } from './info.ts'
import { waitAfter } from './wait.ts'

/** Statuses with which the Hub's proxy turns a visitor of a private Space away. */
const refusals = new Set([401, 403, 404])

/** What it means that the app of a private Space turned us away. */
const explainer =
  ({ id }: SpaceInfo, token: string | undefined) =>
  (error: HfnError): HfnError => {
    const { status } = error.details
    if (status === undefined || !refusals.has(status)) return error
    return token === undefined
      ? new HfnError('LOGIN_NEEDED', `Space ${id} is private, and its host wants a token (HTTP ${status})`, {
          hint: 'Log in with hfn login, or set HF_TOKEN.',
          cause: error,
          status,
        })
      : new HfnError('BAD_CREDENTIALS', `Space ${id} is private, and its host refuses your token (HTTP ${status})`, {
          hint: 'The token must be allowed to read its repo: hfn whoami. If the app has a login of its own, give --auth.',
          cause: error,
          status,
        })
  }

const noApp = ({ id, sdk, url }: SpaceInfo): HfnError =>
  new HfnError('NOT_A_GRADIO_APP', `Space ${id} is a page of kind ${sdk}, which has no functions to call`, {
    hint: `Open it in a browser: ${url}`,
  })

/** What the Hub says of a Space; where there is none, whether a model was meant. */
const find = async (hub: HubClient, id: string, { signal }: Options): Promise<SpaceInfo> => {
  try {
    return await spaceInfo(hub, id, { signal })
  } catch (error) {
    if (!HfnError.is(error) || error.code !== 'NOT_FOUND') throw error
    const answer = await hub.send({ path: apiRoute({ type: 'model', id }), signal }).catch(() => undefined)
    if (signal?.aborted) throw abortReason(signal)
    await answer?.discard()
    if (answer?.ok !== true) throw error
    throw new HfnError('NOT_FOUND', `There is no Space ${id}, but there is a model of that name`, {
      hint: `A model is no app. See it at ${hub.endpoint}/${id}, or look for a Space: hfn spaces search <words>`,
      cause: error,
      status: error.details.status,
    })
  }
}

/** Kinds of Spaces that are never a Gradio app; a docker Space may be one. */
const pages = new Set(['static', 'streamlit'])

/** Where the app of a Space is, once it runs. */
interface Found {
  readonly info: SpaceInfo
  readonly host: URL
}

const findApp = async (hub: HubClient, id: string, options: Options): Promise<Found> => {
  const info = await find(hub, id, options)
  if (pages.has(info.sdk ?? '')) throw noApp(info)
  return { info, host: await spaceHost(hub, info, options) }
}

/** Makes a Space run and gives where its app answers. @throws NOT_FOUND, NOT_RUNNING, TIMEOUT, NOT_A_GRADIO_APP, BAD_ANSWER */
export const reachSpace = async (hub: HubClient, id: string, options: ReachOptions = {}): Promise<Reached> => {
  const { info, host } = await waitAfter(hub, (signal) => findApp(hub, id, { signal }), options)
  const token = await spaceToken(hub, info, host)
  return {
    url: host.href.replace(/\/+$/, ''),
    token: token === undefined ? undefined : () => token,
    explain: info.private ? explainer(info, token) : undefined,
  }
}
