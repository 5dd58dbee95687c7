import { bareSubject } from '../thread.ts'
import { cutTo, plainLine } from './plain-line.ts'

const mostCharacters = 120

/** `Re: <subject> [#TOKEN]` on one line; what answers stack in front and a token of ours never stand there twice. */
export const replySubject = (subject: string, token: string, none: string): string =>
  `Re: ${cutTo(mostCharacters, bareSubject(plainLine(subject)) || none)} [#${token}]`
