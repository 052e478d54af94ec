/**
 * Reads the steps of a generator that is not ours until it ends, or until `over` aborts, and then throws the reason. It is never
 * left early: what it still has going on may fail later, and a failure without a reader would end the process.
 */
export const drive = async <Step>(
  steps: AsyncIterator<Step>,
  onStep: (step: Step) => void,
  over: AbortController,
): Promise<void> => {
  const { signal } = over
  const read = async (): Promise<void> => {
    for (let step = await steps.next(); step.done !== true; step = await steps.next())
      try {
        if (!signal.aborted) onStep(step.value)
      } catch (error) {
        over.abort(error)
      }
  }
  const stopped = new Promise<never>((_, reject) => {
    const stop = (): void => reject(signal.reason)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
  await Promise.race([stopped, read()])
}
