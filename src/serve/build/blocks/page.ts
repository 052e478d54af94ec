import type { Schema } from '../../../core/schema.ts'
import type { Callable } from '../../../callable/callable.ts'
import { nameFromLabel } from '../../../wire/name.ts'
import type { Blueprint, PageBinding, Trigger } from '../../blueprint.ts'
import { Draft } from '../../describe/draft.ts'
import type { FunctionOptions } from '../../options.ts'
import { nameOfFunction } from '../function-name.ts'
import { makeFunction } from '../make-function.ts'
import type { Bind, Component } from './event.ts'
import { Layout } from './layout.ts'
import { numberedNames } from './names.ts'

export interface ButtonOptions {
  /** Default `secondary`. */
  readonly variant?: 'primary' | 'secondary' | 'stop' | undefined
}

export interface AccordionOptions {
  /** Default true. */
  readonly open?: boolean | undefined
}

/** An event of a component. */
export type Target = readonly [component: Component, trigger: Exclude<Trigger, 'load'>]

/** A page in the making: components stand in the order in which they are added. */
export class Page {
  readonly callables: Callable[] = []
  readonly settings: Record<string, FunctionOptions> = {}
  readonly #bindings: PageBinding[] = []
  readonly #draft = new Draft()
  readonly #layout = new Layout(this.#draft)
  readonly #unique = numberedNames()

  /** A component for a value, as a component word describes it. */
  add<const Value extends Schema>(word: Value): Component<Value> {
    const id = this.#draft.value({ name: word['x-component'] ?? 'Value', schema: word })
    if (word['x-component'] !== 'State') this.#layout.leaf(id)
    return this.#component(id, word)
  }

  button(label: string, { variant = 'secondary' }: ButtonOptions = {}): Component {
    const id = this.#draft.add('button', { value: label, variant })
    this.#layout.leaf(id)
    return this.#component(id, { title: label })
  }

  row(build: () => void): void {
    this.#layout.box('row', {}, build)
  }

  column(build: () => void): void {
    this.#layout.box('column', {}, build)
  }

  group(build: () => void): void {
    this.#layout.box('group', {}, build)
  }

  tabs(build: () => void): void {
    this.#layout.box('tabs', {}, build)
  }

  tab(label: string, build: () => void): void {
    this.#layout.tab(label, build)
  }

  accordion(label: string, build: () => void, { open = true }: AccordionOptions = {}): void {
    this.#layout.box('accordion', { label, open }, build)
  }

  /** What happens when a visitor opens the page. */
  readonly load: Bind = (handler) => this.#bind([[null, 'load']], 'load')(handler)

  /** What happens on any of several events. */
  on(targets: readonly Target[]): Bind {
    return this.#bind(
      targets.map(([{ id }, trigger]) => [id, trigger]),
      targets[0]?.[0].schema.title,
    )
  }

  /** The whole page. */
  get blueprint(): Blueprint {
    return {
      mode: 'blocks',
      components: this.#draft.components,
      layout: this.#layout.tree,
      bindings: this.#bindings,
    }
  }

  #component<Value extends Schema>(id: number, schema: Value): Component<Value> {
    const on = (trigger: Trigger): Bind => this.#bind([[id, trigger]], schema.title)
    return {
      id,
      schema,
      click: on('click'),
      submit: on('submit'),
      change: on('change'),
      input: on('input'),
      select: on('select'),
      upload: on('upload'),
      clear: on('clear'),
    }
  }

  /** A component's value for a function of this name. Pages that share an app share no states: names of functions are theirs alone. */
  #valueOf(name: string): (component: Component) => Schema {
    const page = this.callables[0]?.name ?? name
    return ({ id, schema }) =>
      schema['x-component'] === 'State'
        ? { ...schema, 'x-props': { ...schema['x-props'], key: `${page} component ${id}` } }
        : schema
  }

  /** @param label names functions that have no name of their own */
  #bind(targets: PageBinding['targets'], label = ''): Bind {
    return (handler) => {
      const {
        run = nothing,
        inputs = [],
        outputs = [],
        name: wanted,
        title,
        description,
        cancels,
        examples,
        ...settings
      } = handler
      // In an object literal every function is called after its property.
      const own = run === nothing || run.name === 'run' ? '' : nameOfFunction(run, '')
      const name = this.#unique((wanted ?? own) || (nameFromLabel(label) ?? 'function'))
      const values = { inputs: inputs.map(this.#valueOf(name)), outputs: outputs.map(this.#valueOf(name)) }
      this.callables.push(makeFunction({ name, title, description, fn: run, ...values }))
      this.settings[name] = settings
      this.#bindings.push({
        function: name,
        inputs: inputs.map(({ id }) => id),
        outputs: outputs.map(({ id }) => id),
        targets,
        cancels: cancels?.map((cancelled) => cancelled.name),
        examples,
      })
      return { name }
    }
  }
}

/** What an event that only cancels runs. */
const nothing = (): undefined => undefined
