import node from '@astrojs/node'
import preact from '@astrojs/preact'
import { defineConfig, passthroughImageService } from 'astro/config'

/**
 * Rendered per request inside Égard's own process, which listens, compresses, limits and checks the origin of a POST
 * (Astro's own check refuses a mail provider's one-click POST, which has no Origin). Nothing is ever inlined: the
 * pages' Content-Security-Policy allows 'self' only.
 */
export default defineConfig({
  output: 'server',
  cacheDir: '../node_modules/.cache/astro',
  adapter: node({ mode: 'middleware', bodySizeLimit: 64 * 1024 }),
  integrations: [preact()],
  security: { checkOrigin: false },
  build: { inlineStylesheets: 'never', assets: '_astro' },
  vite: { build: { assetsInlineLimit: 0 }, cacheDir: '../node_modules/.cache/vite-pages' },
  devToolbar: { enabled: false },
  image: { service: passthroughImageService() },
  trailingSlash: 'ignore',
})
