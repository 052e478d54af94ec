const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** A number of bytes as people say it, to three figures: `134 MB`, `1.02 GB`. */
export const byteText = (bytes: number): string => {
  const unit = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  const value = bytes / 1000 ** unit
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(value >= 10 ? 1 : 2)} ${units[unit] ?? 'B'}`
}
