import type { JsonObject } from '../../wire/json.ts'
import { readUpdate } from '../../wire/update.ts'
import type { PageComponent } from '../config.ts'
import { Cell } from '../state/cell.ts'
import { untouchedValue } from './untouched.ts'

/** What changed a value: a visitor, or the app. */
export type Changer = 'visitor' | 'app'

/** Hears what is added to a text, and the whole it makes. */
export type GrowthListener = (text: string, whole: string) => void

/** One component of the page, alive: its value, its properties, and what is wrong with it. */
export class Field {
  readonly id: number
  readonly type: string
  readonly props: Cell<JsonObject>
  readonly value: Cell<unknown>
  /** What the app, or the page, says against the value. */
  readonly fault = new Cell<string | undefined>(undefined)
  /** Runs that will write to it. */
  readonly busy = new Cell(0)
  /** Resolves when no file is on its way any more. */
  readonly sending = new Cell<Promise<void> | undefined>(undefined)
  /** True when visitors may change it. */
  readonly interactive: boolean
  readonly #events = new Set<(event: string, by: Changer) => void>()
  readonly #growth = new Set<GrowthListener>()

  constructor({ id, type, props }: PageComponent, interactive: boolean) {
    this.id = id
    this.type = type
    this.props = new Cell(props)
    this.value = new Cell(untouchedValue(type, props))
    this.interactive = interactive
  }

  /** The id of its control in the document. */
  get control(): string {
    return `field-${this.id}`
  }

  /** True when the value is nobody's to see: it is kept nowhere, and stands in no link, snippet or list. */
  get secret(): boolean {
    return this.props.value['type'] === 'password'
  }

  /** A visitor changed the value. */
  enter(value: unknown): void {
    this.fault.set(undefined)
    this.#change(value, 'visitor')
    this.emit('input')
  }

  /** The app gave a value, or an update of value and properties. */
  receive(output: unknown): void {
    const update = readUpdate(output)
    if (update === undefined) return this.#change(output, 'app')
    if (update.props !== undefined) this.props.set({ ...this.props.value, ...update.props })
    if ('value' in update) this.#change(update.value, 'app')
  }

  /** Text came to the end of the text that is there. */
  grow(text: string): void {
    const before = this.value.value
    const whole = (typeof before === 'string' ? before : '') + text
    for (const listener of this.#growth) listener(text, whole)
    this.value.set(whole)
  }

  /** Back to what it was when the page came. */
  clear(): void {
    this.fault.set(undefined)
    this.#change(untouchedValue(this.type, this.props.value), 'app')
  }

  emit(event: string, by: Changer = 'visitor'): void {
    for (const listener of this.#events) listener(event, by)
  }

  /** Hears events by their Gradio names; gives what ends it. */
  on(listener: (event: string, by: Changer) => void): () => void {
    this.#events.add(listener)
    return () => this.#events.delete(listener)
  }

  /** Hears of text that is added, before watchers of the value do. */
  onGrowth(listener: GrowthListener): () => void {
    this.#growth.add(listener)
    return () => this.#growth.delete(listener)
  }

  #change(value: unknown, by: Changer): void {
    if (Object.is(value, this.value.value)) return
    this.value.set(value)
    this.emit('change', by)
  }
}
