import type { PageBinding } from '../blueprint.ts'
import type { ServedFunction } from '../catalog.ts'
import type { Settings } from '../options.ts'

interface DependencyOptions {
  /** `fn_index` by the function's name. */
  readonly indices: ReadonlyMap<string, number>
  readonly settings: Pick<Settings, 'description' | 'flagFolder'>
}

/** What a visitor may say of a run where its author named nothing. */
export const plainFlags = ['Flag']

/** One function in `/config`, in Gradio's words and, under `hfn`, what the page shows beside it. */
export const dependencyOf = (
  { index, callable, visibility }: ServedFunction,
  { inputs, outputs, targets, cancels = [], examples, live, flags }: PageBinding,
  { indices, settings }: DependencyOptions,
) => ({
  id: index,
  api_name: callable.name,
  api_visibility: visibility,
  inputs,
  outputs,
  targets,
  backend_fn: true,
  queue: true,
  // A callable that does not know may always give outputs on its way.
  types: { generator: callable.streams !== false, cancel: false },
  cancels: cancels.flatMap((name) => indices.get(name) ?? []),
  trigger_mode: targets.some(([, trigger]) => trigger === 'change' || trigger === 'input') ? 'always_last' : 'once',
  show_progress: live === true ? 'minimal' : 'full',
  hfn: {
    title: callable.title,
    // What stands under the heading of the page need not stand there twice.
    description: callable.description === settings.description ? undefined : callable.description,
    parameters: callable.input.map(({ name }) => name),
    examples,
    live,
    flags: settings.flagFolder === undefined ? undefined : (flags ?? plainFlags),
  },
})
