import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { useBrowser } from '#tests/support/browser.ts'

const newPage = useBrowser()

test('a real browser opens a page, runs its script and speaks French', async () => {
  const server = createServer((request, response) => {
    const language = request.headers['accept-language'] ?? ''
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(`<h1>Égard</h1><p>${language}</p><script>document.querySelector('h1').textContent += ' !'</script>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())

  const page = await newPage({ locale: 'fr-FR', viewport: { width: 360, height: 740 } })
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  expect(await page.textContent('h1')).toBe('Égard !')
  expect(await page.textContent('p')).toContain('fr-FR')
})
