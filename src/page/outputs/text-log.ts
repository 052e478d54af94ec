/** Characters of one block: what is added is laid out with its block alone, however long the text is. */
const blockSize = 8_192
/** A block without an end of line is ended after so many. */
const longestBlock = 65_536

/** A long text in an element, as blocks of lines; adding to it costs what is added. */
export class TextLog {
  readonly #element: HTMLElement
  /** The text of the last block. */
  #last: Text | undefined

  constructor(element: HTMLElement) {
    this.#element = element
  }

  replace(text: string): void {
    this.#element.replaceChildren()
    this.#last = undefined
    this.append(text)
  }

  append(text: string): void {
    for (let rest = text; rest !== '';) {
      const last = (this.#last ??= this.#block())
      const room = blockSize - last.length
      const cut = cutOf(rest, room, longestBlock - last.length)
      last.appendData(cut < 0 ? rest : rest.slice(0, cut))
      if (cut < 0) return
      // The end of a line at the end of a block is the block's own end.
      rest = rest.slice(rest[cut] === '\n' ? cut + 1 : cut)
      this.#last = this.#block()
    }
  }

  #block(): Text {
    const block = document.createElement('div')
    const text = document.createTextNode('')
    block.append(text)
    this.#element.append(block)
    return text
  }
}

/** Where the block ends: at the first end of line beyond its room, or where it must; -1: nowhere yet. */
const cutOf = (text: string, room: number, most: number): number => {
  if (text.length <= room) return -1
  const line = text.indexOf('\n', Math.max(0, room))
  if (line >= 0 && line <= most) return line
  return text.length > most ? Math.max(0, most) : -1
}
