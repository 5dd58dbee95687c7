import type { Attributes } from './walk.ts'

/** How much of an element can be seen. */
export interface Shown {
  /** Left out with all it holds. */
  out: boolean
  /** Its words have no size, or cannot be seen; what it holds may have and can be. Mail templates are built so. */
  small: boolean
  unseen: boolean
}

export const plain: Shown = { out: false, small: false, unseen: false }

export const isVeiled = (shown: Shown | undefined): boolean => (shown?.small || shown?.unseen) ?? false

const gone = /(?:^|;)(?:display:none|mso-hide:all|opacity:0(?:;|!|$))/
const noSize = /(?:^|;)font(?:-size)?:0(?:px|pt|em|rem|%)?(?:;|!|\/|$)/
/** A size of its own, not a share of none. */
const ownSize =
  /(?:^|;)font(?:-size)?:(?:[^;]{0,40}[^;\d.])?(?:[1-9]\d{0,3}(?:\.\d+)?|0?\.\d+)(?:px|pt|rem|vw|cm|mm)|(?:^|;)font-size:(?:x{0,2}-)?(?:small|medium|large)/

/** How an element is seen by what it says of itself, and by what it stands in. */
export function shownIn(around: Shown, tag: string, attributes: Attributes): Shown {
  if (attributes.hidden !== undefined) return { ...around, out: true }
  const style = attributes.style
  if (style === undefined) {
    const sized = around.small && tag === 'font' && attributes.size !== undefined
    return { ...around, out: false, small: around.small && !sized }
  }
  const said = style.slice(0, 4000).toLowerCase().replaceAll(/\s/g, '')
  return {
    out: gone.test(said),
    small: noSize.test(said) || (around.small && !ownSize.test(said)),
    unseen:
      /(?:^|;)visibility:hidden/.test(said) || (around.unseen && !/(?:^|;)visibility:visible/.test(said)),
  }
}
