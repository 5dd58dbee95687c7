import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createTranslate } from '../../../src/lib/i18n.ts'
import { ownCard } from '../../../src/platforms/dingtalk/write/own-card.ts'
import { cardWith } from '../../support/dingtalk/sending.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const reader = {
  translate: createTranslate(path.join(root, 'locales')),
  locale: 'zh-CN' as const,
  publicUrl: 'https://desk.example.com',
}

test.each(['suggestion', 'ticket', 'reminder', 'survey'])(
  'the template %s has every value that a card gives it, and uses it',
  (name) => {
    const file = JSON.parse(readFileSync(path.join(root, `docs/dingtalk/${name}.json`), 'utf8')) as {
      editorData: string
    }
    const { variableList, schema, mockData } = JSON.parse(file.editorData) as {
      variableList: { name: string; private: boolean }[]
      schema: object
      mockData: { cardData: object }
    }
    const given = Object.keys(ownCard(cardWith(), reader).values).toSorted()
    expect(variableList.map((one) => one.name).toSorted()).toEqual(given)
    expect(Object.keys(mockData.cardData).toSorted()).toEqual(given)
    expect(variableList.filter((one) => one.private)).toEqual([])
    const used = JSON.stringify(schema)
    for (const variable of given)
      expect(used.includes(`"variable":"${variable}"`) || used.includes(`\${${variable}}`), variable).toBe(
        true,
      )
  },
)
