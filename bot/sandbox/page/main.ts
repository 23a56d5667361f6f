import { h, render } from 'preact'
import type { SandboxStart } from '#bot/http/sandbox-page.ts'
import { SANDBOX_TEXTS } from '#core/texts/sandbox.ts'
import { App } from './app.ts'
import { createStore } from './store.ts'

const start = JSON.parse(document.getElementById('start')?.textContent ?? '{}') as SandboxStart
const store = createStore(start.now, start.standIns)
const page = document.getElementById('page')
if (page !== null) render(h(App, { start, store, texts: SANDBOX_TEXTS[start.language] }), page)
store.start()
