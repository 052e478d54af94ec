import { numberOf, isObject, textOf } from '../../wire/json.ts'
import { newId } from '../history/new-id.ts'
import { keptList } from '../history/kept-list.ts'
import { Cell } from '../state/cell.ts'
import { titleOf } from './conversation.ts'
import { emptyDraft, type ChatMessage, type Draft } from './message.ts'
import { readDraft, readMessages } from './read-messages.ts'

/** A conversation that is kept in this browser. */
export interface Conversation {
  readonly id: string
  /** As somebody named it. */
  readonly name?: string | undefined
  /** Milliseconds since 1970 of its last change. */
  readonly time: number
  readonly messages: readonly ChatMessage[]
}

export const nameOf = ({ name, messages }: Conversation): string => name ?? titleOf(messages)

const most = 50
/** Letters of JSON: all, and of one conversation, whose beginning goes when it is longer. */
const room = 2_000_000
const roomOfOne = 1_500_000

const checked = (value: unknown): Conversation | undefined => {
  if (!isObject(value)) return undefined
  const id = textOf(value['id'])
  if (id === undefined) return undefined
  const messages = readMessages(value['messages'])
  return { id, name: textOf(value['name']), time: numberOf(value['time']) ?? 0, messages }
}

const fresh = (): Conversation => ({ id: newId(), time: Date.now(), messages: [] })

/** The conversations of one app in this browser; each tab has its own one open, also after a reload. */
export class Conversations {
  readonly all: Cell<readonly Conversation[]>
  #current: Conversation
  readonly #list
  readonly #tab: string

  /** @param app what tells this app from others of the same address */
  constructor(app: string) {
    this.#tab = `hfn-chat-open ${app}`
    this.#list = keptList({ key: `hfn-chat ${app}`, most, room, check: checked })
    this.all = new Cell(this.#list.read())
    const open = tabStore()?.getItem(this.#tab)
    this.#current = this.all.value.find(({ id }) => id === open) ?? fresh()
  }

  /** What was being written when this tab was last left. */
  get draft(): Draft {
    try {
      return readDraft(JSON.parse(tabStore()?.getItem(`${this.#tab} draft`) ?? 'null'))
    } catch {
      return emptyDraft
    }
  }

  keepDraft(draft: Draft): void {
    try {
      tabStore()?.setItem(`${this.#tab} draft`, JSON.stringify(draft))
    } catch {
      // Then it lasts as long as the page.
    }
  }

  get current(): Conversation {
    return this.#current
  }

  /** Goes on with a conversation of this id, or begins one. */
  open(id?: string): void {
    this.#current = this.#list.read().find((conversation) => conversation.id === id) ?? fresh()
    this.#remember()
  }

  /** Keeps the current conversation as it is now; an empty one is not kept. */
  keep(messages: readonly ChatMessage[]): void {
    if (messages === this.#current.messages) return
    this.#current = { ...this.#current, time: Date.now(), messages }
    if (messages.length === 0) this.#list.remove(this.#current.id)
    else this.#list.put({ ...this.#current, messages: fitting(messages) })
    this.#remember()
  }

  rename(id: string, name: string): void {
    const conversation = this.#list.read().find((one) => one.id === id)
    if (conversation === undefined) return
    const renamed = { ...conversation, name: name.trim() === '' ? undefined : name.trim() }
    this.#list.put(renamed)
    if (id === this.#current.id) this.#current = { ...this.#current, name: renamed.name }
    this.#remember()
  }

  remove(id: string): void {
    this.#list.remove(id)
    this.#remember()
  }

  clear(): void {
    this.#list.clear()
    this.#remember()
  }

  #remember(): void {
    this.all.set(this.#list.read())
    try {
      tabStore()?.setItem(this.#tab, this.#current.id)
    } catch {
      // Then a reload begins anew.
    }
  }
}

/** The end of a conversation that fits into the browser's store. */
const fitting = (messages: readonly ChatMessage[]): readonly ChatMessage[] => {
  let left = roomOfOne
  const first = messages.findLastIndex((message) => (left -= JSON.stringify(message).length) < 0)
  return messages.slice(first + 1)
}

const tabStore = (): Storage | undefined => {
  try {
    return sessionStorage
  } catch {
    return undefined
  }
}
