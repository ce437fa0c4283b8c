/** Builds src/sw.ts to sw.js, with the names of all that the shell of this build consists of. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { transformWithOxc, type Plugin } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Of the fonts the compressed form is enough for every browser that we name. */
const needless = /\.(?:woff|map)$/

export function serviceWorker(): Plugin {
  let base = '/'
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    configResolved: (config) => void (base = config.base),
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const files = Object.keys(bundle).filter((name) => name.startsWith('assets/') && !needless.test(name))
        const entry = Object.values(bundle).find((part) => part.type === 'chunk' && part.isEntry)?.fileName
        if (!entry) throw new Error('the build has no entry')
        const decoders = ['wasm', 'standard_fonts'].flatMap((folder) =>
          readdirSync(here(`../node_modules/pdfjs-dist/${folder}`))
            .filter((name) => !name.startsWith('LICENSE'))
            .map((name) => `${base}pdfjs/${folder}/${name}`),
        )
        const shell = bundle['index.html']
        const page = shell?.type === 'asset' ? String(shell.source) : ''
        const { code } = await transformWithOxc(readFileSync(here('../src/sw.ts'), 'utf8'), 'sw.ts')
        const { version } = JSON.parse(
          readFileSync(here('../node_modules/pdfjs-dist/package.json'), 'utf8'),
        ) as { version: string }
        const told = {
          pdfjs: version,
          entry: base + entry,
          files: [...files.sort(), 'icon.svg'].map((name) => base + name),
          decoders,
        }
        const name = createHash('sha256')
          .update(code + page + JSON.stringify(told))
          .digest('hex')
          .slice(0, 12)
        const source = `const BUILD = ${JSON.stringify({ name, ...told })}\n${code.replace(/^export\s*\{\s*\};?$/m, '')}`
        this.emitFile({ type: 'asset', fileName: 'sw.js', source })
      },
    },
  }
}
