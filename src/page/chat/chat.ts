import type { Field } from '../model/field.ts'
import type { RunControl } from '../run/run-control.ts'
import { isBusy } from '../run/run-state.ts'
import { Cell } from '../state/cell.ts'
import { beforeQuestion, questionDraft, upToQuestion, withAnswer } from './conversation.ts'
import type { Conversations } from './conversations.ts'
import { emptyDraft, isEmpty, questionOf, type ChatMessage, type Draft } from './message.ts'
import { readAnswer } from './read-messages.ts'

interface ChatParts {
  readonly run: RunControl
  readonly conversations: Conversations
}

/** One conversation with a function that takes `message` and `history` and gives the answer. */
export class Chat {
  readonly messages: Cell<readonly ChatMessage[]>
  /** What the visitor is writing. */
  readonly draft: Cell<Draft>
  readonly run: RunControl
  readonly conversations: Conversations
  readonly #message: Field | undefined
  readonly #history: Field | undefined
  readonly #output: Field | undefined
  readonly #noFault = new Cell<string | undefined>(undefined)
  readonly #stop: readonly (() => void)[]

  constructor({ run, conversations }: ChatParts) {
    this.run = run
    this.conversations = conversations
    this.#message = run.inputs[place(run, 'message', 0)]
    this.#history = run.inputs[place(run, 'history', 1)]
    this.#output = run.outputs[0]
    this.messages = new Cell<readonly ChatMessage[]>(conversations.current.messages)
    this.draft = new Cell(conversations.draft)
    const leave = (): void => conversations.keepDraft(this.draft.value)
    addEventListener('pagehide', leave)
    this.#stop = [
      () => removeEventListener('pagehide', leave),
      this.#output?.value.watch(() => this.#answered()) ?? (() => {}),
      run.state.watch(() => {
        if (!isBusy(run.state.value)) this.#keep()
      }),
    ]
    // A run that an earlier load of this page started may have said something already.
    if (run.busy) this.#answered()
  }

  /** Ends its watching of the run. */
  close(): void {
    for (const stop of this.#stop) stop()
  }

  /** The inputs beside the message and the history. */
  get others(): readonly Field[] {
    return this.run.inputs.filter(
      (field): field is Field =>
        field !== undefined && field !== this.#message && field !== this.#history && field.type !== 'state',
    )
  }

  /** Are files part of a message? */
  get takesFiles(): boolean {
    return this.#message?.type === 'multimodaltextbox'
  }

  /** The field whose properties describe the box a message is written in. */
  get box(): Field | undefined {
    return this.#message
  }

  /** Id of the box itself. */
  get boxId(): string {
    return this.#message?.control ?? 'message'
  }

  /** What the app says against the message. */
  get fault(): Cell<string | undefined> {
    return this.#message?.fault ?? this.#noFault
  }

  /** Sends what is written; does nothing while an answer is on its way. */
  send(): void {
    const draft = this.draft.value
    if (this.run.busy || isEmpty(draft)) return
    this.draft.set(emptyDraft)
    this.#ask(this.messages.value, draft)
  }

  /** Asks the last question again. */
  retry(): void {
    const draft = questionDraft(this.messages.value)
    if (!this.run.busy && draft !== undefined) this.#ask(beforeQuestion(this.messages.value), draft)
  }

  /** Takes the last question and its answer back; the question can be written anew. */
  undo(): void {
    const draft = questionDraft(this.messages.value)
    if (this.run.busy || draft === undefined) return
    if (isEmpty(this.draft.value)) this.draft.set(draft)
    this.#show(beforeQuestion(this.messages.value))
  }

  /** Asks something else in place of the last question. */
  edit(text: string): void {
    const draft = questionDraft(this.messages.value)
    if (this.run.busy || draft === undefined) return
    this.#ask(beforeQuestion(this.messages.value), { ...draft, text })
  }

  stop(): void {
    this.run.stop()
  }

  /** Begins a conversation, or goes on with one of those before. */
  open(id?: string): void {
    this.run.stop()
    this.conversations.open(id)
    this.#show(this.conversations.current.messages)
  }

  #ask(before: readonly ChatMessage[], draft: Draft): void {
    const messages = [...before, questionOf(draft)]
    this.#output?.value.set(null)
    this.#message?.value.set(this.takesFiles ? draft : draft.text)
    this.#history?.value.set(before)
    this.messages.set(messages)
    this.#keep()
    this.run.start()
  }

  #answered(): void {
    if (!this.run.busy) return
    const answer = readAnswer(this.#output?.value.value)
    if (answer.length === 0) return
    const whole = answer[0]?.role === 'user'
    this.messages.set(whole ? answer : withAnswer(this.messages.value, answer))
  }

  #show(messages: readonly ChatMessage[]): void {
    this.messages.set(messages)
    this.run.state.set({ phase: 'idle' })
    this.#keep()
  }

  #keep(): void {
    this.conversations.keep(this.messages.value)
  }
}

const place = ({ definition: { parameters } }: RunControl, name: string, otherwise: number): number => {
  const index = parameters.indexOf(name)
  return index < 0 ? otherwise : index
}

/** The last question has no answer yet. */
export const isUnanswered = (messages: readonly ChatMessage[]): boolean =>
  messages.length > 0 && upToQuestion(messages).length === messages.length
