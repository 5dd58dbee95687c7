import { XMLParser } from 'fast-xml-parser'
import { BadInputError } from '../../lib/errors.ts'

const parser = new XMLParser({
  // "007" stays "007", and what was written stays as it was written.
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  ignoreAttributes: true,
})

/** The elements of a callback's `<xml>`: texts, or elements again. Throws BadInputError for anything that is not one. */
export function parseXml(text: string): Record<string, unknown> {
  // A customer may write <!DOCTYPE within a text; outside of texts nothing good has one.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(outsideTexts(text))) throw unreadable()
  let parsed: unknown
  try {
    parsed = parser.parse(text)
  } catch {
    throw unreadable()
  }
  const { xml } = isElement(parsed) ? parsed : {}
  if (!isElement(xml)) throw unreadable()
  return xml
}

/** What stands outside of CDATA; reads each character once, for anybody may send a megabyte of openings. */
const outsideTexts = (text: string): string =>
  text
    .split('<![CDATA[')
    .map((part, nth) => {
      const end = part.indexOf(']]>')
      return nth === 0 ? part : end < 0 ? '' : part.slice(end + 3)
    })
    .join(' ')

/** The text of an element; '' where there is none. */
export function textOf(element: Record<string, unknown>, name: string): string {
  const value = element[name]
  return typeof value === 'string' ? value : ''
}

/** `<xml>` with each text in its own CDATA, whatever stands in it. */
export const writeXml = (elements: Record<string, string>): string =>
  `<xml>${Object.entries(elements)
    .map(([name, text]) => `<${name}><![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`)
    .join('')}</xml>`

export const isElement = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const unreadable = (): BadInputError => new BadInputError('the callback is not the XML it should be')
