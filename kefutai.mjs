// Plain JavaScript that any Node can read, so that an old one is told in words what it lacks.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 20)) {
  console.error(
    `Kefutai needs Node 22.20 or newer to run; this is ${process.versions.node}.\n` +
      'On Linux (x64, arm64) and Windows "npm ci" brings its own Node 24: run it without --omit=optional,\n' +
      'and start with "npm start". Elsewhere install Node 24 from https://nodejs.org.',
  )
  process.exit(1)
}
await import('./src/main.ts')
