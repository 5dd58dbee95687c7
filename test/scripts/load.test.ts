import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { ConfigError, messageOf } from '../../src/lib/errors.ts'
import { loadScripts } from '../../src/scripts/load.ts'
import { categories, localesDir } from './samples.ts'

const dir = mkdtempSync(path.join(os.tmpdir(), 'scripts-'))
afterAll(() => rmSync(dir, { recursive: true }))
beforeEach(() => cpSync(localesDir, dir, { recursive: true }))

type FileName = `${'zh-CN' | 'en'}/scripts/${string}.yaml` | 'zh-CN/voice.yaml'

function change(file: FileName, from: string | RegExp, to: string): void {
  const at = path.join(dir, file)
  const before = readFileSync(at, 'utf8')
  const after = before.replace(from, to)
  expect(after).not.toBe(before)
  writeFileSync(at, after)
}

const faultsOf = (): string => {
  try {
    loadScripts(dir, categories)
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    return messageOf(error)
  }
  return ''
}
const id = 'any.opening.concise.greeting'

describe('a fault names file, line, id, key and remedy', () => {
  const faults: [string, FileName, string | RegExp, string, RegExp][] = [
    [
      'unknown slot',
      'zh-CN/scripts/automatic.yaml',
      '消息收到，人工客服{deadline}',
      '消息收到，人工客服{when}',
      /text: \{when\} is no slot; use greeting, /,
    ],
    [
      'lonely brace',
      'zh-CN/scripts/automatic.yaml',
      '{team}智能客服助手。消息收到',
      '{team智能客服助手。消息收到',
      /text: a brace stands alone; write \{slot\}/,
    ],
    [
      'vague word',
      'zh-CN/scripts/automatic.yaml',
      '。消息收到，',
      '。我们会尽快回复，',
      /text: holds “尽快”; 写出时刻/,
    ],
    [
      'category of nobody',
      'zh-CN/scripts/automatic.yaml',
      `- id: ${id}\n  title: 问候：给急性子\n  category: [any]`,
      `- id: ${id}\n  title: 问候\n  category: [anyone]`,
      /category: anyone is not in the playbook; use any, fault_repair/,
    ],
    [
      'any beside others',
      'zh-CN/scripts/automatic.yaml',
      `- id: ${id}\n  title: 问候：给急性子\n  category: [any]`,
      `- id: ${id}\n  title: 问候\n  category: [any, other]`,
      /category: any stands alone/,
    ],
    [
      'unknown step',
      'zh-CN/scripts/automatic.yaml',
      `category: [any]\n  step: opening`,
      `category: [any]\n  step: hello`,
      /step: .*"opening"\|"discovery"/,
    ],
    [
      'unknown key',
      'zh-CN/scripts/automatic.yaml',
      `title: 问候：给急性子\n`,
      `title: 问候\n  colour: red\n`,
      /colour/,
    ],
    [
      'no English',
      'en/scripts/automatic.yaml',
      `${id}:`,
      `${id}x:`,
      /id: no English; add it with title and text to its file in en\/scripts/,
    ],
    [
      'English of nothing',
      'en/scripts/automatic.yaml',
      `${id}:`,
      `${id}x:`,
      /greetingx: no such script; remove it or correct the id/,
    ],
    [
      'English slot',
      'en/scripts/automatic.yaml',
      'Message received, an agent',
      'Message received, {agent}',
      /text: uses \{agent\}, which the Chinese text does not/,
    ],
    [
      'English vague',
      'en/scripts/automatic.yaml',
      'Message received, an agent replies',
      'An agent replies shortly',
      /text: holds “shortly”; name the time/,
    ],
    [
      'id that belies itself',
      'zh-CN/scripts/automatic.yaml',
      `- id: ${id}\n`,
      `- id: any.opening.plain.hurry\n`,
      /id: must begin with any\.opening\.concise/,
    ],
    [
      'examples the same',
      'zh-CN/scripts/automatic.yaml',
      '    - 在不在 快\n    - 速回\n    - 来个人',
      '    - 在不在\n    - 在不在\n    - 在不在',
      /examples: fewer than 4 different customer messages/,
    ],
    [
      'too few examples',
      'zh-CN/scripts/automatic.yaml',
      '    - 在不在 快\n    - 速回\n    - 来个人\n',
      '',
      /examples: write at least 4 different customer messages/,
    ],
    [
      'not YAML',
      'zh-CN/scripts/automatic.yaml',
      'title: 问候：给急性子',
      'title: "问候',
      /automatic\.yaml:\d+: /,
    ],
    ['not a list', 'zh-CN/voice.yaml', /^[\s\S]*$/, '只有一句话', /voice\.yaml:1: must be a list/],
  ]
  test.each(faults)('%s', (_name, file, from, to, says) => {
    change(file, from, to)
    const message = faultsOf()
    expect(message).toMatch(says)
    expect(message).toMatch(
      new RegExp(`${path.join(dir, file.split('/')[0] ?? '')}/(?:scripts/)?\\w+\\.yaml:\\d+: `),
    )
  })

  test('with the right line', () => {
    change('zh-CN/scripts/automatic.yaml', '。消息收到，', '。我们会尽快回复，')
    const written = readFileSync(path.join(dir, 'zh-CN/scripts/automatic.yaml'), 'utf8').split('\n')
    const textLine = written.findIndex((line) => line.includes('我们会尽快回复'))
    expect(faultsOf()).toContain(`automatic.yaml:${textLine}: ${id} text: `)
  })

  test('an id used twice', () => {
    const at = path.join(dir, 'zh-CN/scripts/automatic.yaml')
    const [first = ''] = readFileSync(at, 'utf8')
      .split(/(?=\n- id: )/)
      .filter((part) => part.includes(`- id: ${id}\n`))
    writeFileSync(at, `${readFileSync(at, 'utf8')}\n${first.trim()}\n`)
    expect(faultsOf()).toMatch(new RegExp(`${id} id: used twice`))
  })

  test('all at once, not one after the other', () => {
    change('zh-CN/scripts/automatic.yaml', '。消息收到，', '。大概收到，')
    change('zh-CN/scripts/presales.yaml', 'step: closing', 'step: goodbye')
    expect(faultsOf().split('\n').length).toBeGreaterThanOrEqual(3)
  })

  test('the bot without words for an occasion', () => {
    change('zh-CN/scripts/automatic.yaml', /automatic: secret_warning/g, 'automatic: busy')
    expect(faultsOf()).toMatch(/secret_warning: no automatic script for any category/)
  })
})

test('without a list of categories a company’s own code is welcome', () => {
  change('zh-CN/scripts/presales.yaml', 'category: [presales]', 'category: [presales, wholesale]')
  expect(faultsOf()).toMatch(/wholesale is not in the playbook/)
  expect(loadScripts(dir).byCategory.has('wholesale')).toBe(true)
})

test('a missing file is told by the scripts it held, a missing folder by its name', () => {
  rmSync(path.join(dir, 'en/scripts/presales.yaml'))
  expect(faultsOf()).toMatch(/presales\.yaml:\d+: presales\.\S+ id: no English/)
  rmSync(path.join(dir, 'en/scripts'), { recursive: true })
  expect(() => loadScripts(dir)).toThrow(/en\/scripts/)
})
