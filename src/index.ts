export { HfnError, type ErrorCode, type Fault } from './core/error.ts'
export {
  unchanged,
  type Callable,
  type Job,
  type RunEvent,
  type RunOptions,
  type Source,
  type Value,
} from './callable/callable.ts'
