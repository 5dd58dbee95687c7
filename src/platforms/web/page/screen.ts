import { useEffect, useState } from 'preact/hooks'
import { formatPlace, type Place, parsePlace } from './place.ts'

/** Where one is on the desk; the browser's back button works, and on a narrow screen it is the way back. */
export function usePlace(): Place {
  const [hash, setHash] = useState(location.hash)
  useEffect(() => {
    const moved = (): void => setHash(location.hash)
    addEventListener('hashchange', moved)
    return () => removeEventListener('hashchange', moved)
  }, [])
  return parsePlace(hash)
}

export function go(place: Place): void {
  location.hash = formatPlace(place)
}

/** Goes there without a step for the back button: what merely follows the eye is no journey. */
export function slip(place: Place): void {
  location.replace(formatPlace(place))
}

/** Room for the ticket beside the stream. */
export const isWide = (): boolean => matchMedia('(min-width: 1160px)').matches
