export { connect } from './lazy-connect.ts'
export type {
  AnyFunctions,
  App,
  ConnectOptions,
  FetchInit,
  ResultsOptions,
  Sent,
  StreamTimeouts,
  UploadOptions,
} from './app.ts'
