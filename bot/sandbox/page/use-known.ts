import { useEffect, useState } from 'preact/hooks'
import type { Known, Store } from './store.ts'

/** What the store knows; the component is drawn again after every change. */
export function useKnown(store: Store): Known {
  const [known, setKnown] = useState(store.known)
  useEffect(() => {
    setKnown(store.known())
    return store.subscribe(() => setKnown(store.known()))
  }, [store])
  return known
}
