import { escaped } from '../../../lib/html.ts'
import { smallPage } from '../../../lib/small-page.ts'
import type { WebhookAnswer } from '../../platform.ts'

/** What a small page says; all of it is text. */
export interface Page {
  lang: string
  company: string
  title: string
  text: string
  /** A form that posts to where the page came from. */
  form?: { words: { label: string; max: number } | undefined; send: string; hint: string }
}

/** The field of a customer's words. */
export const wordsField = 'words'

/** A page that works without a script and gives its address to nobody. */
export const answerWith = (status: number, { form, text, ...page }: Page): WebhookAnswer =>
  smallPage(status, { ...page, body: [`<p>${escaped(text)}</p>`, ...(form ? [formOf(form)] : [])] })

const formOf = ({ words, send, hint }: NonNullable<Page['form']>): string =>
  [
    '<form method="post">',
    ...(words
      ? [
          `<label for="words">${escaped(words.label)}</label>`,
          `<textarea id="words" name="${wordsField}" rows="4" maxlength="${words.max}"></textarea>`,
        ]
      : []),
    `<button>${escaped(send)}</button>`,
    `<p><small>${escaped(hint)}</small></p></form>`,
  ].join('\n')
