import type { MailboxDraft, MailboxView, MailPresetView } from '../mail-api.ts'

/** A mailbox as it stands in the form: lists are lines, a port is what was typed. */
export interface MailboxForm {
  address: string
  name: string
  preset: string
  reads: boolean
  imap: ServerForm
  folders: string
  pastDays: string
  sends: boolean
  smtp: ServerForm
  signIn: 'password' | 'oauth'
  password: string
  clientId: string
  clientSecret: string
  refreshToken: string
  tokenUrl: string
  aliases: string
  trusted: string
}

export interface ServerForm {
  host: string
  port: string
  security: 'tls' | 'starttls' | 'none'
  /** Empty: the address. */
  user: string
}

/** A part of the form, and how it changes. */
export interface FormPart {
  form: MailboxForm
  set: (change: Partial<MailboxForm>) => void
}

const emptyForm: MailboxForm = {
  address: '',
  name: '',
  preset: '',
  reads: true,
  imap: { host: '', port: '993', security: 'tls', user: '' },
  folders: 'INBOX',
  pastDays: '0',
  sends: true,
  smtp: { host: '', port: '465', security: 'tls', user: '' },
  signIn: 'password',
  password: '',
  clientId: '',
  clientSecret: '',
  refreshToken: '',
  tokenUrl: '',
  aliases: '',
  trusted: '',
}

/** The form of a mailbox, or of a new one. */
export function formOf(mailbox: MailboxView | undefined, presets: readonly MailPresetView[]): MailboxForm {
  if (!mailbox) return emptyForm
  const { address, name, imap, smtp, oauth } = mailbox
  const host = imap?.host ?? smtp?.host
  return {
    ...emptyForm,
    address,
    name,
    preset: presets.find((one) => one.imap.host === host || one.smtp.host === host)?.id ?? '',
    reads: imap !== null,
    ...(imap ? { imap: serverForm(imap), folders: imap.folders.join('\n') } : {}),
    sends: smtp !== null,
    ...(smtp ? { smtp: serverForm(smtp) } : {}),
    signIn: mailbox.signIn === 'oauth' ? 'oauth' : 'password',
    clientId: oauth?.clientId ?? '',
    tokenUrl: oauth?.tokenUrl ?? '',
    aliases: mailbox.aliases.join('\n'),
    trusted: mailbox.trusted.join('\n'),
  }
}

const serverForm = (server: NonNullable<MailboxView['smtp']>): ServerForm => ({
  ...server,
  port: String(server.port),
})

/** The form with a provider's servers, and its way to sign in. */
export function withPreset(form: MailboxForm, preset: MailPresetView | undefined): MailboxForm {
  if (!preset) return { ...form, preset: '' }
  const server = (one: MailPresetView['imap'], { user }: ServerForm): ServerForm => ({
    ...one,
    port: String(one.port),
    user,
  })
  return {
    ...form,
    preset: preset.id,
    imap: server(preset.imap, form.imap),
    smtp: server(preset.smtp, form.smtp),
    signIn: preset.signIn === 'oauth' ? 'oauth' : 'password',
    tokenUrl: preset.tokenUrl ?? form.tokenUrl,
  }
}

const lines = (text: string): string[] =>
  text
    .split(/[\n,，;；]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** What is sent to be saved or tried. */
export function draftOf(form: MailboxForm): MailboxDraft {
  const address = form.address.trim()
  const server = ({ host, port, security, user }: ServerForm) => ({
    host: host.trim(),
    port: Number(port) || 0,
    security,
    user: user.trim() || address,
  })
  const { clientId, clientSecret, refreshToken, tokenUrl } = form
  return {
    address,
    name: form.name.trim(),
    aliases: lines(form.aliases),
    trusted: lines(form.trusted),
    // A folder's name may hold a comma.
    imap: form.reads
      ? { ...server(form.imap), folders: form.folders.split('\n').filter((line) => line.trim() !== '') }
      : null,
    smtp: form.sends ? server(form.smtp) : null,
    password: form.signIn === 'password' ? form.password : '',
    oauth: form.signIn === 'oauth' ? { clientId, clientSecret, refreshToken, tokenUrl } : null,
    pastDays: Number(form.pastDays) || 0,
  }
}
