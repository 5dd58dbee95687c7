import type { Card, CardAction } from '../../card.ts'

/** What a click of a menu means; it comes back as the click's id, at most 128 bytes. */
export interface Click {
  card: { key: string; revision: number }
  action: string
  values: Record<string, string>
}

const mark = 'k1'

const clickId = ({ card, action, values }: Click): string =>
  [
    mark,
    card.key,
    card.revision,
    action,
    ...Object.entries(values).map(([id, value]) => `${id}=${value}`),
  ].join('|')

/** The click behind an id; `undefined` where the menu was none of ours. */
export function clickOf(id: string): Click | undefined {
  const [sign, key, revision = '', action, ...values] = id.split('|')
  if (sign !== mark || !key || !action || !/^\d{1,9}$/.test(revision)) return undefined
  return {
    card: { key, revision: Number(revision) },
    action,
    values: Object.fromEntries(values.map((one) => one.split('=', 2) as [string, string])),
  }
}

/** What can be clicked on a customer's card: its buttons, or one to five for a rating. */
export function clicksOf({ key, revision, actions }: Card): { id: string; content: string }[] {
  return actions.flatMap((action) => {
    const id = (values: Record<string, string>): string =>
      clickId({ card: { key, revision }, action: action.id, values })
    const rating = ratingOf(action)
    if (rating === undefined) return [{ id: id({}), content: action.label }]
    return [5, 4, 3, 2, 1].map((points) => ({
      id: id({ [rating]: String(points) }),
      content: `${points} 分`,
    }))
  })
}

/** The field of a rating; a menu has none for words. */
export const ratingOf = ({ fields }: CardAction): string | undefined =>
  fields?.find(({ kind }) => kind === 'rating')?.id
