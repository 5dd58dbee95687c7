import type { Parts } from './parts.ts'

/** A mail as plain text; lines are as long as they were written, the transfer encoding cuts them. */
export function plainOf({ text, card, signature, quote }: Parts): string {
  const blocks = [
    text,
    ...(card ? cardBlocks(card) : []),
    signature.join('\n'),
    quote ? [quote.attribution, ...quote.lines.map((line) => `> ${line}`.trimEnd())].join('\n') : '',
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

function cardBlocks({ title, lines, groups, foot }: NonNullable<Parts['card']>): string[] {
  return [
    [title, ...lines].filter((line) => line !== '').join('\n'),
    ...groups.map(({ label, answers }) =>
      [
        ...(label === '' ? [] : [label]),
        // A space before the address, so that no program takes the colon for a part of it.
        ...answers.map((answer) => `${answer.label}: ${answer.url}`),
      ].join('\n'),
    ),
    foot.join('\n'),
  ]
}
