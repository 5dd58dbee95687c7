import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** A certificate for 127.0.0.1 and localhost that nobody but the test trusts, by openssl; undefined where that is not there. */
export function selfSigned(): { key: string; cert: string } | undefined {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'certificate-'))
  const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')]
  const request = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '2',
  ]
  const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost']
  try {
    execFileSync('openssl', [...request, ...names, '-keyout', key, '-out', cert], { stdio: 'ignore' })
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
  } catch {
    if (process.env.KEFUTAI_NO_SKIP) throw new Error('openssl is missing: install the package openssl')
    process.stdout.write('skipped: the stories over TLS need openssl (Debian: apt-get install openssl)\n')
    return undefined
  } finally {
    rmSync(folder, { recursive: true })
  }
}
