const newline = 10

/** Hands out the JSON text of every event: one line that begins with `data: `, and an empty line after it. */
export const makeSplitter = (/** @type {(text: string) => void} */ onText) => {
  /** The beginning of an event whose end has not come. @type {Buffer[]} */
  let carried = []

  const take = (/** @type {Buffer} */ piece) => {
    const event = carried.length === 0 ? piece : Buffer.concat([...carried, piece])
    carried = []
    onText(event.utf8Slice('data: '.length))
  }

  return (/** @type {Buffer} */ chunk) => {
    let start = 0
    if (chunk[0] === newline && carried.at(-1)?.at(-1) === newline) {
      take(chunk.subarray(0, 0))
      start = 1
    }
    for (let end = chunk.indexOf('\n\n', start); end !== -1; end = chunk.indexOf('\n\n', start)) {
      take(chunk.subarray(start, end))
      start = end + 2
    }
    if (start < chunk.length) carried.push(chunk.subarray(start))
  }
}

const applied = (before, [operation, path, value]) => {
  if (path.length > 0) throw new Error('the fake app changes whole outputs only')
  return operation === 'append' ? before + value : value
}

/** The outputs after a message that says how they changed; the first message has them whole. */
export const nextOutputs = (/** @type {any[] | undefined} */ before, /** @type {any[]} */ data) =>
  before?.map((value, index) => data[index].reduce(applied, value)) ?? data
