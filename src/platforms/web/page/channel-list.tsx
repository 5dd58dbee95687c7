import type { ChannelView, MemberView } from '../api.ts'
import { addresses } from './addresses.ts'
import { seated } from './door.ts'
import { Icon } from './icon.tsx'
import { t } from './language.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { roleName } from './role.ts'
import { soundOn, toggleSound } from './sound.ts'
import { useStore } from './store.ts'
import type { Wire } from './wire.ts'

interface ChannelListProps {
  member: MemberView
  wire: Wire
  current: string | undefined
  onOpen: (channel: string) => void
  onHelp: () => void
}

const kinds = ['desk', 'department', 'supervisors', 'administrators', 'personal'] as const

/** The left column: channels by kind with what is unread and due, and who is signed in. */
export function ChannelList({ member, wire, current, onOpen, onHelp }: ChannelListProps) {
  return (
    <nav class="channels" aria-label={t('desk.channels')}>
      <header class="channels-head">
        <strong>{member.company}</strong>
        {member.demo && <span class="demo-mark">{t('page.demo')}</span>}
      </header>
      <div class="channels-list">
        {kinds.map((kind) => {
          const own = member.channels.filter((channel) => channel.kind === kind)
          return (
            own.length > 0 && (
              <section key={kind} aria-label={t(`desk.kind.${kind}`)}>
                <h2>{t(`desk.kind.${kind}`)}</h2>
                {own.map((channel) => (
                  <Channel
                    key={channel.id}
                    channel={channel}
                    current={channel.id === current}
                    onOpen={onOpen}
                  />
                ))}
              </section>
            )
          )
        })}
      </div>
      <MemberFoot member={member} wire={wire} onHelp={onHelp} />
    </nav>
  )
}

function Channel({
  channel,
  current,
  onOpen,
}: {
  channel: ChannelView
  current: boolean
  onOpen: (channel: string) => void
}) {
  const { unread, due } = channel
  return (
    <button
      type="button"
      class={unread > 0 ? 'channel channel-unread' : 'channel'}
      aria-current={current ? 'page' : undefined}
      onClick={() => onOpen(channel.id)}
    >
      <Icon name={channel.kind} />
      <span class="channel-name">{channel.name}</span>
      {due > 0 && (
        <span class="count count-due">
          <Icon name="clock" />
          {due}
          <span class="hidden"> {t('desk.due')}</span>
        </span>
      )}
      {unread > 0 && (
        <span class="count count-unread">
          {unread > 99 ? '99+' : unread}
          <span class="hidden"> {t('desk.unread')}</span>
        </span>
      )}
    </button>
  )
}

function MemberFoot({ member, wire, onHelp }: Pick<ChannelListProps, 'member' | 'wire' | 'onHelp'>) {
  const sound = useStore(soundOn)
  const signOut = async (): Promise<void> => {
    await wire.post(addresses.signOut, {}).catch(() => undefined)
    location.assign(seated('/sign-in'))
  }
  return (
    <footer class="member">
      <p>
        <strong>{member.name}</strong> <small>{member.workNo}</small>
        <br />
        <small>{member.roles.map(roleName).join(' · ')}</small>
      </p>
      <div class="member-acts">
        <LanguageSwitch before={(locale) => wire.post(addresses.locale, { locale })} />
        <button
          type="button"
          class="icon-button"
          aria-pressed={sound}
          aria-label={t('desk.sound')}
          title={t(sound ? 'desk.soundOn' : 'desk.soundOff')}
          onClick={toggleSound}
        >
          <Icon name="sound" />
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label={t('help.title')}
          title={t('help.title')}
          onClick={onHelp}
        >
          <Icon name="help" />
        </button>
        {member.administrator && <a href={seated('/admin')}>{t('desk.admin')}</a>}
        <button type="button" class="link" onClick={() => void signOut()}>
          {t('desk.signOut')}
        </button>
      </div>
    </footer>
  )
}
