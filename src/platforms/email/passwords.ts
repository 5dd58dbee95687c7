// 163, QQ and the like refuse the password of the account as they refuse a wrong one; Google since May 2025
// (https://support.google.com/a/answer/14114704), Apple and Yahoo since two-step sign-in.
const codesOnly =
  /(^|\.)(163|126|188|qq|foxmail|139|gmail|googlemail|me|icloud)\.com$|(^|\.)yeah\.net$|(^|\.)189\.cn$|(^|\.)sina\.(com|cn)$|(^|\.)feishu\.cn$|(^|\.)yahoo\./i

// https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/deprecation-of-basic-authentication-exchange-online
const tokensOnly = /(^|\.)(outlook|office365|hotmail)\.com$|(^|\.)outlook\.cn$/i

/** Whether a server takes authorisation codes and app passwords only: whatever it says of a password means that. */
export const takesCodesOnly = (host: string): boolean => codesOnly.test(host)

/** Whether a server takes no passwords at all. */
export const takesTokensOnly = (host: string): boolean => tokensOnly.test(host)
