import type { Schema } from '../../core/schema.ts'
import type { LayoutNode, PageComponent } from '../blueprint.ts'
import { componentOf, propsOf } from './component.ts'

/** What a component stands for: a parameter or an output. */
export interface Described {
  readonly name: string
  readonly schema: Schema
}

/** Types that hold no value of a function. */
const silent = new Set(['button', 'state', 'row', 'column', 'tabs', 'tabitem', 'accordion', 'group'])

export const holdsNoValue = (type: string): boolean => silent.has(type)

/** A page in the making: it numbers the components, from 1, as they come. */
export class Draft {
  readonly components: PageComponent[] = []
  #last = 0

  /** @param components those that are there already */
  constructor(components: readonly PageComponent[] = []) {
    this.take(components)
  }

  /** The highest number given so far. */
  get last(): number {
    return this.#last
  }

  /** Adds components that have numbers already. */
  take(components: readonly PageComponent[]): void {
    this.components.push(...components)
    this.#last = components.reduce((most, { id }) => Math.max(most, id), this.#last)
  }

  /** @param type Gradio's name in lower case */
  add(type: string, props: Readonly<Record<string, unknown>> = {}): number {
    const id = (this.#last += 1)
    this.components.push({ id, type, props: { name: type, ...props } })
    return id
  }

  /** The component that takes or shows a value. */
  value({ name, schema }: Described): number {
    return this.add(componentOf(schema).toLowerCase(), propsOf(schema, schema.title ?? name))
  }

  /** A component around others. */
  box(type: string, children: readonly LayoutNode[], props?: Readonly<Record<string, unknown>>): LayoutNode {
    return { id: this.add(type, props), children }
  }
}
