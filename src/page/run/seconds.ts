/** A time in words: `0.4 s`, `12 s`, `3 min`. */
export const seconds = (time: number): string => {
  if (time < 10) return `${time.toFixed(1)} s`
  return time < 120 ? `${Math.round(time)} s` : `${Math.round(time / 60)} min`
}
