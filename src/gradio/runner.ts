import type { Finished, Run } from '../callable/run.ts'
import type { Schema } from '../core/schema.ts'
import type { Endpoint } from '../wire/endpoint.ts'
import { inlinesFiles, mentionsFile } from '../wire/schema-read.ts'
import type { Connection } from './connection.ts'
import { encodeInput } from './functions.ts'
import { sendFiles } from './input-files.ts'
import { receiveFiles } from './output-files.ts'
import type { Protocol, Submission } from './protocol/protocol.ts'
import { RunDecoder } from './run-decoder.ts'
import type { Uploader } from './upload.ts'

export interface RunnerOptions {
  readonly connection: Connection
  readonly uploader: Uploader
  readonly diffs: boolean
}

const known = new WeakMap<Endpoint, boolean>()

const takesFiles = (endpoint: Endpoint): boolean => {
  const before = known.get(endpoint)
  if (before !== undefined) return before
  const takes = endpoint.parameters.some(({ schema }) => mentionsFile(schema))
  known.set(endpoint, takes)
  return takes
}

const inline = ({ schema }: { readonly schema: Schema }): boolean => inlinesFiles(schema)

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null

/** The inputs of an endpoint as a request's data, their files sent. */
export const prepareData = async (
  { uploader }: RunnerOptions,
  endpoint: Endpoint,
  input: Readonly<Record<string, unknown>>,
  run: Pick<Run, 'signal' | 'onUpload'>,
): Promise<unknown[]> => {
  if (!takesFiles(endpoint) && !Object.values(input).some(isObject)) return encodeInput(endpoint, input)
  const { signal, onUpload } = run
  const sent = await sendFiles(endpoint.parameters, input, { uploader, signal, onUpload, inline })
  return encodeInput(endpoint, sent)
}

/** Binds one run to a decoder of its messages. */
export const createSubmission = (
  { connection, diffs }: RunnerOptions,
  endpoint: Endpoint,
  run: Run,
  { data = [], maxHeartbeats }: { readonly data?: readonly unknown[]; readonly maxHeartbeats?: number | undefined },
): Submission => {
  const receive = (value: unknown): unknown => receiveFiles(value, connection)
  const decoder = new RunDecoder({ endpoint, run, diffs, receive, maxHeartbeats })
  return {
    endpoint,
    data,
    run,
    take: (message) => decoder.take(message),
    broken: (error) => decoder.broken(error),
    restarted: () => decoder.restarted(),
    accepted: (eventId) => {
      decoder.eventId = eventId
    },
  }
}

/** Runs an endpoint by the given protocol, from its inputs to its outputs. */
export const runBy = async (
  protocol: Protocol,
  options: RunnerOptions,
  endpoint: Endpoint,
  { input, run }: { readonly input: Readonly<Record<string, unknown>>; readonly run: Run },
): Promise<Finished> => {
  const data = await prepareData(options, endpoint, input, run)
  return protocol.submit(createSubmission(options, endpoint, run, { data }))
}
