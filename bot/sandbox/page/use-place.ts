import { useEffect, useState } from 'preact/hooks'

export const TABS = ['story', 'slack', 'messages', 'clock'] as const
export type Tab = (typeof TABS)[number]

/** Where on the page somebody is, as its address says after `#`. */
export interface Place {
  /** On a narrow screen, the part that shows. */
  tab: Tab
  box: 'mail' | 'sms'
  /** The mail that is open. */
  mail: string | undefined
  /** The number whose phone is open. */
  phone: string | undefined
}

function placeOf(hash: string): Place {
  const [first = '', rest] = hash.replace(/^#/, '').split('/')
  const open = rest ? decodeURIComponent(rest) : undefined
  if (first === 'mail') return { tab: 'messages', box: 'mail', mail: open, phone: undefined }
  if (first === 'sms') return { tab: 'messages', box: 'sms', mail: undefined, phone: open }
  const tab = TABS.find((each) => each === first) ?? 'story'
  return { tab, box: 'mail', mail: undefined, phone: undefined }
}

/** The place, and the way to another. The box stays the one last looked at. */
export function usePlace(): [Place, (hash: string) => void] {
  const [place, setPlace] = useState(() => placeOf(location.hash))
  useEffect(() => {
    const follow = () =>
      setPlace((before) => {
        const next = placeOf(location.hash)
        return next.tab === 'messages' ? next : { ...next, box: before.box, phone: before.phone }
      })
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  return [
    place,
    (hash) => {
      location.hash = hash
    },
  ]
}
