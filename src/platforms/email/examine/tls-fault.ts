/** What is wrong with a certificate, more exactly than that it is; undefined where it is something else. */
export function tlsFaultOf(error: unknown): 'tls_name' | 'tls_expired' | 'tls_unknown' | undefined {
  const fields: { code?: unknown; originalCode?: unknown; message?: unknown } =
    error instanceof Error ? error : {}
  const said = [fields.code, fields.originalCode, fields.message].join(' ')
  if (/ALTNAME_INVALID|does not match certificate/.test(said)) return 'tls_name'
  if (/CERT_HAS_EXPIRED|certificate has expired|CERT_NOT_YET_VALID/.test(said)) return 'tls_expired'
  if (/SELF_SIGNED|self-signed|UNABLE_TO_(?:VERIFY|GET)|unable to (?:verify|get)/.test(said))
    return 'tls_unknown'
  return undefined
}

/** An error's words on one line, with nobody's address in it. */
export const saidOf = (error: unknown): string => {
  const fields: { response?: unknown; responseText?: unknown; message?: unknown } =
    error instanceof Error ? error : {}
  const text = [fields.responseText, fields.response, fields.message].find(
    (one): one is string => typeof one === 'string' && one.trim() !== '',
  )
  return (
    (text ?? '')
      .toWellFormed()
      .replaceAll(/[\p{Cc}\s]+/gu, ' ')
      // What OpenSSL says stands between where it says so: 40…:error:0A000410:SSL routines:ssl3_read_bytes:…:rec_layer_s3.c
      .replace(/^.*?:error:[0-9A-F]+:[^:]*:[^:]*:([^:]+):.*$/i, '$1')
      .replaceAll(/[^\s<>:,;()"'=]+@(?=[^\s@]*\w)/gu, '…@')
      .trim()
      .slice(0, 200)
  )
}
