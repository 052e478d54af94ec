import type { Callable } from '../callable/callable.ts'
import type { FunctionOptions } from './options.ts'

/** One component of a page, as `/config` writes it. */
export interface PageComponent {
  readonly id: number
  /** Gradio's type in lower case: `textbox`, `button`, `row`, `tabitem`. */
  readonly type: string
  readonly props: Readonly<Record<string, unknown>>
}

/** How components stand in each other. */
export interface LayoutNode {
  readonly id: number
  readonly children?: readonly LayoutNode[] | undefined
}

/** What happens to a component; `load`, of no component, is the page's own. */
export type Trigger = 'click' | 'submit' | 'change' | 'input' | 'select' | 'upload' | 'clear' | 'load'

/** How one function is bound to the page; a function has one entry. */
export interface PageBinding {
  /** Name of the function. */
  readonly function: string
  /** Components that give its arguments, in order; and that show its outputs. */
  readonly inputs: readonly number[]
  readonly outputs: readonly number[]
  readonly targets: readonly (readonly [component: number | null, trigger: Trigger])[]
  /** Names of functions whose runs of this visitor stop when it starts. */
  readonly cancels?: readonly string[] | undefined
  /** Rows of input values a visitor can choose from. */
  readonly examples?: readonly (readonly unknown[])[] | undefined
  /** It runs whenever an input changes. */
  readonly live?: boolean | undefined
  /** What a visitor may say of a run to the app's author, such as `wrong`; none: no flag button. */
  readonly flags?: readonly string[] | undefined
}

/** A page: its components, how they stand, and which functions they start. */
export interface Blueprint {
  readonly mode: 'interface' | 'chat_interface' | 'blocks'
  readonly components: readonly PageComponent[]
  readonly layout: LayoutNode
  readonly bindings: readonly PageBinding[]
}

/** Functions with a page of their own, as `Interface`, `ChatInterface` and `Blocks` make them; `createApp` takes it. */
export interface AppDefinition {
  readonly title?: string | undefined
  readonly description?: string | undefined
  readonly callables: readonly Callable[]
  /** By the function's name. */
  readonly settings?: Readonly<Record<string, FunctionOptions>> | undefined
  readonly blueprint: Blueprint
}
