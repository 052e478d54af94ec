/** The place of a value that is not there yet. */
export const Nothing = () => <div class="nothing" />
