import { execFileSync } from 'node:child_process'
import { userInfo } from 'node:os'
import path from 'node:path'

interface ConfigOptions {
  dir: string
  port: number
  tlsPort: number
  /** As `dovecot --version` says it. */
  version: string
  /** Whom the mails belong to. */
  owner: { uid: number; gid: number }
  isRoot: boolean
}

/** The configuration for the installed version: 2.4 renamed most of it. */
export function dovecotConfig(options: ConfigOptions): string {
  return `${/^2\.[0-3]\./.test(options.version) ? old(options) : current(options)}\n${services(options)}\n`
}

function old({ dir, owner }: ConfigOptions): string {
  return `
mail_location = maildir:${dir}/mail/%u
maildir_very_dirty_syncs = no
ssl = yes
ssl_cert = <${dir}/cert.pem
ssl_key = <${dir}/key.pem
disable_plaintext_auth = no
mail_max_userip_connections = 50
passdb {
  driver = passwd-file
  args = ${dir}/users
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${dir}/mail/%u
}`
}

// https://doc.dovecot.org/2.4.1/installation/upgrade/2.3-to-2.4.html
function current({ dir, owner, version }: ConfigOptions): string {
  const number = /^\d+\.\d+\.\d+/.exec(version)?.[0] ?? '2.4.0'
  return `
dovecot_config_version = ${number}
dovecot_storage_version = ${number}
mail_driver = maildir
mail_path = ${dir}/mail/%{user}
mail_home = ${dir}/mail/%{user}
mail_uid = ${owner.uid}
mail_gid = ${owner.gid}
ssl = yes
ssl_server_cert_file = ${dir}/cert.pem
ssl_server_key_file = ${dir}/key.pem
auth_allow_cleartext = yes
mail_max_userip_connections = 50
passdb passwd-file {
  passwd_file_path = ${dir}/users
}
userdb static {
}`
}

function services({ dir, port, tlsPort, owner, isRoot }: ConfigOptions): string {
  const { username } = userInfo()
  const group = execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim()
  // Without root there is nobody to change to, and nowhere to change the root to.
  const plain = `
default_internal_user = ${username}
default_internal_group = ${group}
default_login_user = ${username}
service anvil {
  chroot =
}
service stats {
  chroot =
}`
  return `
base_dir = ${path.join(dir, 'run')}
state_dir = ${path.join(dir, 'state')}
log_path = ${path.join(dir, 'log')}
protocols = imap
listen = 127.0.0.1
first_valid_uid = ${Math.min(owner.uid, 100)}
last_valid_uid = 0
first_valid_gid = ${Math.min(owner.gid, 100)}
mailbox_idle_check_interval = 1 secs
auth_failure_delay = 0
namespace inbox {
  inbox = yes
  separator = /
}
service imap-login {
  ${isRoot ? '' : 'chroot ='}
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${tlsPort}
    ssl = yes
  }
}
${isRoot ? '' : plain}`
}
