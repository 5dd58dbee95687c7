import { expect, test } from 'vitest'
import type { Mailbox, Security } from '../../../../src/platforms/email/mailbox.ts'
import { selfSigned } from '../../../support/certificate.ts'
import { answer, usePosting } from './posting.ts'

const posting = usePosting()
const secure = selfSigned()

const over =
  (security: Security) =>
  (mailbox: Mailbox): Mailbox => ({
    ...mailbox,
    smtp: { host: '127.0.0.1', port: mailbox.smtp?.port ?? 0, user: 'u', security },
  })

test.skipIf(!secure).each<[Security, boolean]>([
  ['starttls', false],
  ['tls', true],
])('%s: nothing of the login is said before it is encrypted', async (security, tls) => {
  if (!secure) return
  const { sender, server, to } = await posting({
    server: { secure: { ...secure, tls } },
    mailbox: over(security),
    ca: secure.cert,
  })
  await sender.send(to, answer())
  expect(server.taken).toHaveLength(1)
  const upgraded = server.commands.indexOf('STARTTLS')
  expect(upgraded >= 0).toBe(!tls)
  expect(server.commands.findIndex((line) => line.startsWith('AUTH'))).toBeGreaterThan(upgraded)
})

test.skipIf(!secure)('a certificate nobody vouches for gets no password', async () => {
  if (!secure) return
  const { sender, server, to } = await posting({
    server: { secure: { ...secure, tls: true } },
    mailbox: over('tls'),
  })
  const error: unknown = await sender.send(to, answer()).catch((problem: unknown) => problem)
  expect(error).toMatchObject({ reason: 'unreachable', message: expect.stringContaining('加密') })
  expect(server.commands.filter((line) => line.startsWith('AUTH'))).toEqual([])
})

test.skipIf(!secure)('a server that cannot begin to encrypt after all is asked again later', async () => {
  if (!secure) return
  const { sender, server, to } = await posting({
    server: { secure },
    mailbox: over('starttls'),
    ca: secure.cert,
  })
  server.at('STARTTLS', '454 4.7.0 TLS not available')
  await expect(sender.send(to, answer())).rejects.toMatchObject({ reason: 'unreachable' })
  await sender.send(to, answer())
  expect(server.taken).toHaveLength(1)
})
