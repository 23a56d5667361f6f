import { subscribe } from 'node:diagnostics_channel'

// Loaded before the product (`node --import`): `EGARD_KILL_AT=egard:handing-over#17` kills this process at the 17th passing of that moment.
const [name, count] = (process.env['EGARD_KILL_AT'] ?? '').split('#')
let left = Number(count)
if (name) {
  subscribe(name, () => {
    left -= 1
    if (left === 0) process.kill(process.pid, 'SIGKILL')
  })
}
