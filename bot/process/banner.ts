import type { LoadedHouse } from '#bot/config/load-house.ts'
import type { Settings } from '#bot/config/settings.ts'

/** What a start prints: what is real, what is a stand-in, and the links to open. */
export function banner(settings: Settings, house: LoadedHouse, publicOrigin: string, pages: boolean): string[] {
  const { organisation } = house.house
  return [
    // First, since it is what a newcomer opens; on this machine only.
    ...(settings.sandbox
      ? [`${isWhole(settings) ? 'Try everything on one page' : 'Stand-ins'}: ${publicOrigin}/sandbox`]
      : []),
    `Égard for ${organisation.name}${house.origin === 'sample' ? ' (the sample organisation; set EGARD_CONFIG for yours)' : ''}`,
    `  database  ${withoutPassword(settings.databaseUrl)}`,
    `  Slack     ${settings.slack === undefined ? 'stand-in' : `real${settings.slack.appToken === undefined ? '' : ', Socket Mode'}`}`,
    `  mail      ${settings.mail.smtpUrl === undefined ? 'stand-in: nothing leaves this machine' : `real, from ${settings.mail.from}${settings.mail.dkim ? '' : ', not signed here (DKIM_ settings)'}`}`,
    `  SMS       ${settings.sms === undefined ? (settings.production ? 'off (TWILIO_ settings)' : 'stand-in') : 'real'}`,
    `  pages     ${pages ? publicOrigin : 'none: preference-center is not in this folder'}`,
  ]
}

/** Whether nothing here is real, and the page shows all of the product. */
function isWhole({ slack, mail, sms }: Settings): boolean {
  return slack === undefined && mail.smtpUrl === undefined && sms === undefined
}

function withoutPassword(url: string): string {
  return url.replace(/^(postgres(?:ql)?:\/\/[^:@/]*):[^@]*@/, '$1:…@')
}
