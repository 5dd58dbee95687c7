/**
 * `npm run evaluate`: how well language is understood, on what no rule or model was fitted to. `fresh` are sets
 * that others wrote from the definitions of the labels alone and that nothing learns from; the rest are ways of
 * writing, and every fourth line, left out of the corpus in turn. Nothing is written.
 */
import path from 'node:path'
import { loadModels } from '../src/language/weights.ts'
import { loadPlaybook } from '../src/playbook/load.ts'
import { loadScripts } from '../src/scripts/load.ts'
import { freshMessages } from '../test/scripts/fresh-messages.ts'
import {
  type ConversationLine,
  type Line,
  onlyStyles,
  readLabelled,
  readLines,
  styleGroups,
  withoutStyles,
} from './corpus.ts'
import { type ChoiceLine, reportConversations, reportSuggestions } from './evaluation/conversations.ts'
import { type ReplyLine, reportEntities, reportPersonal, reportReplies } from './evaluation/labelled.ts'
import { judge, report } from './evaluation/messages.ts'
import { print } from './evaluation/print.ts'
import { type ReadTwice, reportReader } from './evaluation/reader.ts'
import { fitUnderstanders } from './fit.ts'

const house = {
  playbook: loadPlaybook(),
  scripts: loadScripts(path.resolve(import.meta.dirname, '../locales')),
}
print('fresh: written by others from the definitions alone; nothing learns from it or was tuned on it')
report(judge(loadModels(), [...readLabelled<Line>('fresh/messages'), ...readLabelled<Line>('fresh/turns')]), {
  styles: true,
})
reportReplies(readLabelled<ReplyLine>('fresh/replies'))
reportPersonal(readLabelled('fresh/personal'))
reportEntities(readLabelled('fresh/entities'))
reportConversations(readLabelled<ConversationLine>('fresh/conversations'), house)
reportSuggestions(
  freshMessages.map(({ text, good }) => ({ turns: [{ from: 'customer', text }], good })),
  house,
)
const choices = readLabelled<ChoiceLine>('choices')
print('   and what readers would send next in messages and talks of the corpus, at most four scripts each:')
reportSuggestions(
  choices.filter(({ kept }) => kept === true),
  house,
)
print('   the same, of those that the ranking is fitted to:')
reportSuggestions(
  choices.filter(({ kept }) => kept !== true),
  house,
)
reportReader(
  ['messages', 'turns', 'conversations'].flatMap((file) => readLabelled<ReadTwice>(`fresh/${file}`)),
)

const messages = readLines('messages')
const turns = readLines('turns')
print('\nways of writing left out in turn: the models never met them')
for (const group of styleGroups) {
  const models = fitUnderstanders({
    messages: withoutStyles(messages, group),
    turns: withoutStyles(turns, group),
    calibrate: false,
  })
  print(
    `  ${group.join(', ')}${group === styleGroups.at(-1) ? ' (not looked at by whoever wrote rules)' : ''}`,
  )
  report(judge(models, [...onlyStyles(messages, group), ...onlyStyles(turns, group)]))
}

const isFourth = (_: Line, index: number): boolean => index % 4 === 0
const isOther = (_: Line, index: number): boolean => index % 4 !== 0
print('\nevery fourth line left out: known ways of writing')
const models = fitUnderstanders({
  messages: messages.filter(isOther),
  turns: turns.filter(isOther),
  calibrate: false,
})
report(judge(models, [...messages.filter(isFourth), ...turns.filter(isFourth)]))
