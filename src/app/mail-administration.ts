import { mask, maskContact } from '../language/personal/mask.ts'
import type { Deps } from '../lib/deps.ts'
import { BadInputError } from '../lib/errors.ts'
import type { Locale } from '../lib/i18n.ts'
import { faultWords, sendingWords } from '../platforms/email/setup/fault-words.ts'
import type { MailboxSummary } from '../platforms/email/setup/list.ts'
import { type Preset, presets } from '../platforms/email/setup/presets.ts'
import type { KeptMail } from '../platforms/email/setup/set-aside.ts'
import type { EmailSetup } from '../platforms/email/setup.ts'
import type { KeptMailView, MailboxView, MailPresetView, MailSetupView } from '../platforms/web/mail-api.ts'
import type { MailHost } from '../platforms/web/mail-host.ts'
import { createTimeZone } from '../sla/time-zone.ts'
import { createExaminations } from './examinations.ts'
import { createPermit } from './permit.ts'

/** What the administration of mailboxes needs besides the house. */
export interface MailAdministered {
  house: () => Deps
  email: () => EmailSetup
  /** Without a trailing slash. */
  publicUrl: string
  /** The demonstration reaches nobody outside: it has no mailboxes. */
  demo: boolean
}

/** The administrator's acts on mailboxes: each checked here, and each that changes something in the audit trail. */
export function createMailAdministration({ house, email, publicUrl, demo }: MailAdministered): MailHost {
  const { permit, audit, refused } = createPermit(house)
  const examinations = createExaminations()
  const permitReal = async (accountId: string) => {
    const admin = await permit(accountId, 'system.run')
    if (demo) throw new BadInputError(refused('no_mail_in_demo'))
    return admin
  }
  return {
    async mailSetup(accountId, locale) {
      await permit(accountId, 'system.run')
      return await setupView(house(), email(), { locale, publicUrl })
    },
    async mailPreset(accountId, address) {
      await permitReal(accountId)
      return (await email().presetFor(address))?.id
    },
    async saveMailbox(accountId, { id, draft }) {
      const admin = await permitReal(accountId)
      const saved = await email().save(id, draft)
      await audit(admin, saved.created ? 'mailbox.added' : 'mailbox.changed', saved.address)
      return { id: saved.id }
    },
    async closeMailbox(accountId, id) {
      const admin = await permitReal(accountId)
      const { address } = await email().close(id)
      await audit(admin, 'mailbox.closed', address)
    },
    async mailToken(accountId, id) {
      const admin = await permitReal(accountId)
      const { address, token } = await email().newToken(id)
      await audit(admin, 'mailbox.token_given', address)
      return { token }
    },
    async examineMailbox({ accountId, locale }, { id, draft, at }) {
      const admin = await permitReal(accountId)
      const examined = await email().examine(locale, { id, draft, at })
      // Whatever step it begins with: sending alone signs in somewhere, too.
      const asked = { accountId, id, draft }
      if (!examinations.goesOn(asked, at)) await audit(admin, 'mailbox.tried', draft.address.slice(0, 254))
      if (examined.next) examinations.proposed(asked, examined.next)
      return examined
    },
    async takeMail(accountId, id) {
      const admin = await permitReal(accountId)
      await email().takeAsPerson(id)
      await audit(admin, 'mail.taken', id)
    },
    async readMailsAgain(accountId) {
      const admin = await permitReal(accountId)
      const { read, failed } = await email().readAgain()
      await audit(admin, 'mail.read_again', String(read.length + failed.length))
      return { read: read.length, failed: failed.length }
    },
  }
}

async function setupView(
  house: Deps,
  email: EmailSetup,
  { locale, publicUrl }: { locale: Locale; publicUrl: string },
): Promise<MailSetupView> {
  const zone = createTimeZone(house.playbook.company.timeZone)
  const now = house.now()
  const [first] = zone.stretchesOf(zone.dayOf(now.getTime()))
  const [mailboxes, { setAside, unreadable }] = await Promise.all([
    email.list(new Date(first?.from ?? now)),
    email.kept(),
  ])
  return {
    mailboxes: mailboxes.map((one) => mailboxView(house, locale, one)),
    presets: presets.map((preset) => presetView(house, locale, preset)),
    setAside: setAside.map(keptView),
    unreadable: unreadable.map(keptView),
    doorUrl: `${publicUrl}/webhooks/email`,
  }
}

function mailboxView({ translate }: Deps, locale: Locale, summary: MailboxSummary): MailboxView {
  const { fault, faultAt, sendFault, sendFaultAt, lastArrivedAt, ...rest } = summary
  const [since, sendSince] = [faultAt, sendFaultAt].map((at) => at?.toISOString() ?? '')
  const reader = { translate, locale }
  return {
    ...rest,
    ...(fault === null ? {} : { fault: { ...faultWords(reader, fault, summary.imap), since: since ?? '' } }),
    ...(sendFault === null
      ? {}
      : { sendFault: { ...sendingWords(reader, sendFault, summary.smtp), since: sendSince ?? '' } }),
    ...(lastArrivedAt ? { lastArrivedAt: lastArrivedAt.toISOString() } : {}),
  }
}

const presetView = ({ translate }: Deps, locale: Locale, preset: Preset): MailPresetView => ({
  ...preset,
  name: translate(locale, `email.preset.${preset.id}.name`),
  hint: translate(locale, `email.preset.${preset.id}.hint`),
})

/** Whoever looks after the machine need not know who wrote: names and addresses are hidden as everywhere. */
const keptView = ({ id, mailbox, from, subject, automatic, error, arrivedAt }: KeptMail): KeptMailView => ({
  id,
  mailbox,
  from: [mask(from.name.slice(0, 100)).masked, from.address && `<${maskContact(from.address)}>`]
    .filter(Boolean)
    .join(' '),
  subject: mask(subject.slice(0, 300)).masked,
  why: automatic ?? mask(error ?? '').masked,
  at: arrivedAt.toISOString(),
})
