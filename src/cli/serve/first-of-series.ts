/** Lets the first of a series through: who comes within so many milliseconds of another one belongs to it. */
export const firstOfSeries = (calm: number, now: () => number = Date.now): (() => boolean) => {
  let last = -Infinity
  return () => {
    const before = last
    last = now()
    return last - before >= calm
  }
}
