import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { loadPlaybook } from '../../src/playbook/load.ts'

const root = path.resolve(import.meta.dirname, '../..')

test.each([
  ['README.md', '## DingTalk'],
  ['README.zh-CN.md', '## 钉钉'],
])('whoever follows %s has everybody in DingTalk', (file, heading) => {
  const readme = readFileSync(path.join(root, file), 'utf8')
  const section = readme.slice(readme.indexOf(`\n${heading}\n`)).split(/\n## /)[1] ?? ''
  const yaml = /```yaml\n([\s\S]*?)```/.exec(section)?.[1] ?? ''
  const folder = mkdtempSync(path.join(tmpdir(), 'kefutai-readme-'))
  try {
    const written = path.join(folder, 'playbook.yaml')
    writeFileSync(written, yaml.replaceAll(/^ {3}/gm, ''))
    const { desk, supervisors, administrators, departments, team } = loadPlaybook({ path: written })
    const channels = [desk, supervisors, administrators, ...departments].map(
      ({ channel }) => channel.platform,
    )
    expect(new Set(channels)).toEqual(new Set(['dingtalk']))
    expect(new Set(team.flatMap(({ roles }) => roles))).toEqual(
      new Set(['agent', 'department', 'supervisor', 'administrator']),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
})
