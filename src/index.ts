export { HfnError, exitStatus, type ErrorCode, type ErrorDetails, type Fault } from './core/error.ts'
export type { ConnectionOptions, Fetch, Options } from './core/options.ts'
export type { Schema } from './core/schema.ts'
export {
  unchanged,
  type Callable,
  type DoneEvent,
  type Job,
  type LogEvent,
  type OutputEvent,
  type Parameter,
  type ProgressEvent,
  type QueueEvent,
  type Returned,
  type RunEvent,
  type RunOptions,
  type Source,
  type Update,
  type UploadProgress,
  type Value,
} from './callable/callable.ts'
export type { FileData, FileInput, FileValue, NamedContent } from './callable/file.ts'
export { define, update, type Updated } from './callable/define.ts'
export { bind } from './callable/bind.ts'
export { pipe, type Step } from './callable/pipe.ts'
export { helpText } from './callable/help.ts'
export { printType } from './callable/print.ts'
export { connect, type App, type ConnectOptions, type Sent } from './gradio/index.ts'
export { open, type OpenOptions } from './open.ts'
export { createApp, listen, type ServedApp } from './serve/index.ts'
