import type { Inbound, Outcome } from '../../platform.ts'
import type { Ears } from '../hear.ts'
import { readPlace } from '../place.ts'
import { textOf, whisper } from './answer.ts'
import { type ListenDesk, personOf } from './desk.ts'

/** Answers what staff typed as a command, to them only; plain talk is not answered. */
export function answerTalk(
  desk: ListenDesk,
  ears: Ears,
  inbound: Inbound | undefined,
  outcome: Outcome,
): void {
  if (inbound?.kind !== 'talk' || outcome.notice === undefined) return
  const direct = inbound.channel === inbound.by
  if (!direct && !/^[/／]/.test(inbound.text.trim())) return
  const user = readPlace(inbound.by)?.channel
  if (user === undefined) return
  desk.later('answer', async () => {
    const person = await personOf(desk, ears, user)
    await whisper(desk, person, direct ? {} : { to: inbound.channel }, textOf(person, outcome))
  })
}
