import { Cell } from '../state/cell.ts'

/** Something the app says while it runs. */
export interface Notice {
  readonly id: number
  readonly level: string
  readonly title: string | undefined
  readonly text: string
}

/** Milliseconds a notice stays, and how many stand at a time. */
const stay = 8_000
const most = 5

/** The notices on the screen, oldest first. */
export class Notices {
  readonly shown = new Cell<readonly Notice[]>([])
  #last = 0

  add(notice: Omit<Notice, 'id'>): void {
    const id = (this.#last += 1)
    this.shown.set([...this.shown.value.slice(1 - most), { ...notice, id }])
    setTimeout(() => this.remove(id), stay)
  }

  remove(id: number): void {
    this.shown.set(this.shown.value.filter((notice) => notice.id !== id))
  }
}
