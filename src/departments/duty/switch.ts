import { type Calendar, isOpen } from '../../sla/calendar.ts'
import { endOfPeriod, nextBeginning } from './rota.ts'

/** Nobody is kept on duty longer by having forgotten to say that they went home. */
const longestMs = 12 * 3_600_000

/**
 * Until when 上班 holds: outside the rota for twelve hours, or until the rota
 * begins and counts by itself; within it until the period ends.
 */
export function onUntil(rota: Calendar, at: Date): Date {
  const longest = new Date(at.getTime() + longestMs)
  const end = isOpen(rota, at) ? endOfPeriod(rota, at) : nextBeginning(rota, at)
  return end && end < longest ? end : longest
}

/** Until when 下班 holds: until the rota begins again; on a rota that begins no more, for twelve hours. */
export const offUntil = (rota: Calendar, at: Date): Date =>
  nextBeginning(rota, at) ?? new Date(at.getTime() + longestMs)
