import { HfnError } from '../../core/error.ts'

/** The error of a list that failed after so many items, which have been printed. */
const incomplete = (error: unknown, count: number): unknown => {
  if (count === 0 || !HfnError.is(error)) return error
  const came = `The list is not complete, ${count} ${count === 1 ? 'item' : 'items'} came`
  return new HfnError(error.code, `${came}: ${error.message}`, { ...error.details, hint: error.hint, cause: error })
}

/** Items up to where there are no more or their source fails, so that what came can be ended well; `onFailure` is told the error then. */
export async function* untilFailure<Item>(
  items: AsyncIterable<Item> | Iterable<Item>,
  onFailure: (error: unknown) => void,
): AsyncGenerator<Item> {
  let count = 0
  try {
    for await (const item of items) {
      count += 1
      yield item
    }
  } catch (error) {
    onFailure(incomplete(error, count))
  }
}
