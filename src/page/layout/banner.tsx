import { usePage } from '../model/context.ts'
import { useCell } from '../state/use-cell.ts'

/** Says that the app cannot be reached, as long as it cannot. */
export const Banner = () => {
  const line = useCell(usePage().line)
  return (
    <div role="status" class="banner" hidden={line === 'up'}>
      {line === 'lost' && 'The connection to the app is lost. Your inputs are kept; this page goes on when it is back.'}
      {line === 'rebuilt' && 'The app was started anew; this page loads it.'}
    </div>
  )
}
