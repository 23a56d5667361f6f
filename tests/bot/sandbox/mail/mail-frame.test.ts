import { expect, onTestFinished, test } from 'vitest'
import { framePolicy, mailFrame } from '#bot/sandbox/mail/mail-frame.ts'
import { mailListener } from '#bot/sandbox/mail/mail-listener.ts'
import { startMailStandIn } from '#bot/sandbox/mail/mail-stand-in.ts'
import { mounted } from './mounted.ts'

const HTML = `<!DOCTYPE html><style>@media (prefers-color-scheme: dark) { p { color: #fff } } @media (prefers-color-scheme:light) { p { margin: 0 } }</style><p>Bonjour</p>`

test('the frame of a mail runs nothing, sends nothing and fetches nothing, whatever the mail holds', () => {
  for (const images of [true, false]) {
    const policy = framePolicy({ images, scheme: 'light' })
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("form-action 'none'")
    expect(policy).not.toMatch(/script-src|connect-src|https?:|\*|allow-(scripts|same-origin|forms)/)
    expect(policy.includes('img-src data:')).toBe(images)
  }
})

test('the chosen colours rule, not the browser’s', () => {
  const dark = mailFrame({ html: HTML, text: '' }, { images: true, scheme: 'dark' })
  expect(dark).toContain('@media (min-width: 0) { p { color: #fff } }')
  expect(dark).toContain('@media (max-width: 0) { p { margin: 0 } }')
  const light = mailFrame({ html: HTML, text: '' }, { images: true, scheme: 'light' })
  expect(light).toContain('@media (max-width: 0) { p { color: #fff } }')
  expect(light).toContain('@media (min-width: 0) { p { margin: 0 } }')
})

test('a mail keeps its way of being laid out: its doctype stays first', () => {
  expect(mailFrame({ html: HTML, text: '' }, { images: true, scheme: 'light' })).toMatch(/^<!DOCTYPE html><base /)
  const old = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x"><p>Hi</p>'
  expect(mailFrame({ html: old, text: '' }, { images: true, scheme: 'light' })).toMatch(
    /^<!DOCTYPE html PUBLIC [^>]*><base /,
  )
})

test('a mail without HTML shows its text as text', () => {
  const frame = mailFrame(
    { html: '', text: 'Bonjour <script>alert(1)</script> & merci' },
    { images: true, scheme: 'light' },
  )
  expect(frame).toContain('Bonjour &lt;script>alert(1)&lt;/script> &amp; merci')
})

test('a picture that a mail carries with it stands in its place', async () => {
  const mail = await startMailStandIn()
  onTestFinished(() => mail.close())
  const url = await mounted(mailListener(mail))
  const raw = [
    'From: a@example.net',
    'To: b@example.org',
    'Content-Type: multipart/related; boundary=x',
    '',
    '--x',
    'Content-Type: text/html',
    '',
    '<img alt="Logo" src="cid:logo@example">',
    '--x',
    'Content-Type: image/gif',
    'Content-ID: <logo@example>',
    'Content-Transfer-Encoding: base64',
    '',
    'R0lGODlhAQABAAAAACw=',
    '--x--',
  ].join('\r\n')
  const { id } = await mail.accept(raw)
  const frame = await fetch(`${url}/sandbox/mail/${id}/frame?images=on&scheme=dark`)
  expect(frame.headers.get('content-security-policy')).toBe(framePolicy({ images: true, scheme: 'dark' }))
  expect(await frame.text()).toContain('<img alt="Logo" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">')
})
