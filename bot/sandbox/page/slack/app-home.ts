import { type ComponentChild, h } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Blocks } from './blocks.ts'
import type { SlackView } from './state-types.ts'
import { SurfaceContext, usePane } from './surface.ts'
import { useViewSurface } from './view-surface.ts'

/** The app's Home: opening it tells the app, which publishes what is shown. */
export function AppHome(): ComponentChild {
  const { words, state, me, act } = usePane()
  const [opening, setOpening] = useState<'opening' | 'open' | { failed: string }>('opening')
  useEffect(() => {
    let isHere = true
    setOpening('opening')
    void act('/home', { user: me }).then((seen) => {
      if (isHere) setOpening(seen.ok ? 'open' : { failed: words.failed(seen.error ?? '') })
    })
    return () => {
      isHere = false
    }
  }, [me])
  const view = state.homes.find(({ user }) => user === me)
  return h('div', { class: 'sl-home', tabIndex: 0, role: 'region', 'aria-label': words.home }, [
    typeof opening === 'object' ? h('p', { class: 'sl-failure', role: 'alert' }, opening.failed) : null,
    view ? h(Published, { key: view.id, view }) : null,
    view || typeof opening === 'object'
      ? null
      : h('p', { class: 'sl-empty', role: 'status' }, opening === 'opening' ? words.homeLoading : words.homeEmpty),
  ])
}

function Published({ view }: { view: SlackView }): ComponentChild {
  const { surface, failure } = useViewSurface(view)
  return h(SurfaceContext.Provider, { value: surface }, [
    failure ? h('p', { class: 'sl-failure', role: 'alert' }, failure) : null,
    h(Blocks, { blocks: view.blocks }),
  ])
}
