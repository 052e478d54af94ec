/** A file let go beside a field is not opened in place of the page, which would take the inputs with it. */
export const refuseStrayDrops = (): void => {
  for (const name of ['dragover', 'drop'] as const) {
    addEventListener(name, (event) => {
      const { dataTransfer, defaultPrevented } = event
      if (defaultPrevented || dataTransfer?.types.includes('Files') !== true) return
      event.preventDefault()
      dataTransfer.dropEffect = 'none'
    })
  }
}
