/** The name of a folder among what was let go: browsers give it as a file that cannot be read. */
export const droppedFolder = (data: DataTransfer | null): string | undefined => {
  for (const item of data?.items ?? []) {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null
    if (entry?.isDirectory === true) return entry.name
  }
  return undefined
}
