import path from 'node:path'
import { buildSync } from 'esbuild'

export const pageNames = ['chat', 'desk', 'demo', 'sign-in', 'admin'] as const
export type PageName = (typeof pageNames)[number]

export interface Bundle {
  /** By the address they are served at. */
  assets: ReadonlyMap<string, { body: Buffer; mediaType: string }>
  /** What a page's shell has to load. */
  pages: ReadonlyMap<PageName, { script: string; style: string | undefined }>
}

const mediaTypes: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/** Builds `<dir>/<page>.tsx` of every page into memory; names carry a hash of the content. Takes about 0.1 s. */
export function bundlePages(dir: string): Bundle {
  const outdir = path.join(dir, 'assets')
  const built = buildSync({
    absWorkingDir: dir,
    entryPoints: pageNames.map((name) => `${name}.tsx`),
    outdir,
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    target: 'es2022',
    charset: 'utf8',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.svg': 'file', '.png': 'file' },
    entryNames: '[name]-[hash]',
    chunkNames: 'chunk-[hash]',
    assetNames: '[name]-[hash]',
    publicPath: '/assets',
    legalComments: 'none',
    logLevel: 'silent',
  })
  const assets = built.outputFiles.map(({ path: file, contents }) => {
    const mediaType = mediaTypes[path.extname(file)] ?? 'application/octet-stream'
    return [addressOf(file), { body: Buffer.from(contents), mediaType }] as const
  })
  const pages = Object.entries(built.metafile.outputs).flatMap(([file, output]) => {
    const name = pageNames.find((page) => output.entryPoint === `${page}.tsx`)
    const style = output.cssBundle === undefined ? undefined : addressOf(output.cssBundle)
    return name ? [[name, { script: addressOf(file), style }] as const] : []
  })
  return { assets: new Map(assets), pages: new Map(pages) }
}

const addressOf = (file: string): string => `/assets/${path.basename(file)}`
