import { HfnError } from '../../core/error.ts'

/** Makes something; that it is there already is no error when `existOk`, and gives undefined. */
export const makeOnce = async <Made>(
  existOk: boolean | undefined,
  make: () => Promise<Made>,
): Promise<Made | undefined> => {
  try {
    return await make()
  } catch (error) {
    if (existOk && HfnError.is(error) && error.code === 'EXISTS') return undefined
    throw error
  }
}
