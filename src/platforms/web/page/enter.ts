/**
 * Whether a key is the Enter of a hand, not the one that takes a word from an input method. Safari ends
 * the composition before it tells of that Enter, and marks it with the key code 229 only.
 */
export function isEnter(event: Pick<KeyboardEvent, 'key' | 'isComposing' | 'keyCode'>): boolean {
  return event.key === 'Enter' && !event.isComposing && event.keyCode !== 229
}
