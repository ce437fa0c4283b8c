import { cpSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type Plugin } from 'vite'
import { serviceWorker } from './tools/worker.ts'

const DJANGO = process.env.DJANGO_ORIGIN ?? 'http://127.0.0.1:8000'

/** What pdf.js fetches at run time: decoders, character maps, and fonts for papers that embed none. */
function pdfjsFiles(): Plugin {
  const from = fileURLToPath(new URL('./node_modules/pdfjs-dist/', import.meta.url))
  const to = fileURLToPath(new URL('./dist/pdfjs/', import.meta.url))
  return {
    name: 'pdfjs-files',
    apply: 'build',
    closeBundle() {
      for (const folder of ['wasm', 'cmaps', 'standard_fonts', 'iccs'])
        cpSync(from + folder, to + folder, { recursive: true })
    },
  }
}

export default defineConfig({
  base: '/static/',
  plugins: [vue(), pdfjsFiles(), serviceWorker()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  build: {
    target: ['chrome100', 'edge100', 'firefox100', 'safari15.4'],
    manifest: true,
    assetsInlineLimit: 0, // an inlined font or icon would be a data: URL, which the CSP refuses
    chunkSizeWarningLimit: 1200,
  },
  worker: { format: 'es' },
  server: {
    host: '127.0.0.1',
    port: 5173,
    strictPort: true,
    proxy: { '/api': DJANGO, '/admin': DJANGO, '/ws': { target: DJANGO, ws: true } },
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts'] },
} as Parameters<typeof defineConfig>[0])
