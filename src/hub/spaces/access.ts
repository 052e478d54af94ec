import type { HubClient } from '../client/contract.ts'
import type { SpaceInfo } from './contract.ts'
import { mayHaveToken } from './host.ts'

/** ZeroGPU counts the seconds of its visitors' quotas (huggingface_hub's SpaceHardware: zero-a10g). */
const countsQuota = ({ hardware, requestedHardware }: SpaceInfo): boolean =>
  [hardware, requestedHardware].some((flavor) => flavor?.startsWith('zero-'))

/**
 * The token a Space is sent: the user's where it is of use there, that is to one that is private or counts its visitors'
 * quotas. All others are strangers' programs, which it is no business of.
 */
export const spaceToken = async (hub: HubClient, info: SpaceInfo, host: URL): Promise<string | undefined> =>
  (info.private || countsQuota(info)) && mayHaveToken(host, hub.endpoint) ? hub.token() : undefined
