import { spawnSync } from 'node:child_process'
import path from 'node:path'

// What a change must pass before its tests are run. Each line is one tool; all are run, so that one round shows everything.

const root = path.resolve(import.meta.dirname, '..')
const bin = (name: string): string => path.join(root, 'node_modules', '.bin', name)

const checks: [string, string[]][] = [
  ['tsc', ['-p', '.']],
  ['tsc', ['-p', 'src/platforms/web/page']],
  ['biome', ['check', '--error-on-warnings', '.']],
  ['oxlint', ['--type-aware', '--deny-warnings', 'src', 'test', 'scripts']],
  ['knip', ['--no-progress']],
]

const failed = checks.filter(([tool, words]) => {
  process.stdout.write(`> ${tool} ${words.join(' ')}\n`)
  const { status } = spawnSync(bin(tool), words, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  return status !== 0
})

if (failed.length > 0) {
  process.stdout.write(`\nNot clean: ${failed.map(([tool]) => tool).join(', ')}\n`)
  process.exit(1)
}
process.stdout.write('\nAll clean.\n')
