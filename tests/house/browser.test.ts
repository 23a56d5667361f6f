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

test('text is drawn with a real font: it has a width, and bold is wider', async () => {
  const page = await newPage()
  await page.setContent(
    '<style>span { font: 40px system-ui, sans-serif }</style><span>Égard</span> <span style="font-weight: 700">Égard</span> <span>É</span>',
  )
  const [plain = 0, bold = 0, letter = 0] = await page
    .locator('span')
    .evaluateAll((spans) => spans.map((span) => span.getBoundingClientRect().width))
  expect(letter).toBeGreaterThan(10)
  expect(plain).toBeGreaterThan(3 * letter)
  expect(bold).toBeGreaterThan(plain)
})

test('drawn text is ink on the picture', async () => {
  const page = await newPage({ viewport: { width: 200, height: 100 } })
  await page.setContent('<p style="font-size: 60px; margin: 0">Égard</p>')
  const picture = `data:image/png;base64,${(await page.screenshot()).toString('base64')}`
  const dark = await page.evaluate(async (source) => {
    const image = new Image()
    image.src = source
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.width
    canvas.height = image.height
    const context = canvas.getContext('2d')
    context?.drawImage(image, 0, 0)
    const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] }
    return data.filter((value, index) => index % 4 === 0 && value < 64).length
  }, picture)
  expect(dark).toBeGreaterThan(500)
})
