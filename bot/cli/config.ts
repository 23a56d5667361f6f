import { readFile } from 'node:fs/promises'
import { changesBetween } from '#bot/config/changes-between.ts'
import { dnsRecords } from '#bot/config/dns-records.ts'
import { fourEyesWarnings, parseHouse } from '#bot/config/house.ts'
import { smsLines, smsReport } from '#bot/config/sms-lines.ts'
import { windowWarnings } from '#bot/config/window-warnings.ts'
import { pendingMigrations } from '#db/migrate.ts'
import { openDatabase } from '#db/open.ts'
import { missingTopicsInUse, readHouse } from '#db/operations/house/remember-house.ts'
import { type Command, readArguments } from './shared/command.ts'

/** `egard config FILE`: checks the organisation's file, says what accepting it would change, and what DNS must say. */
export const command: Command = {
  name: 'config',
  usage: 'config FILE [--json]',
  summary: "Check the organisation's file: what it would change, and the SPF, DKIM and DMARC records to publish.",
  async run(context, args) {
    const { values, positionals } = readArguments(args, { json: { type: 'boolean' } }, { least: 1 })
    const file = positionals[0] ?? ''
    const text = await readFile(file, 'utf8').catch(() => undefined)
    if (text === undefined) return context.refuse(`${file} cannot be read: check its path and permissions.`)
    const parsed = parseHouse(text)
    if ('problems' in parsed) return context.refuse(parsed.problems.map((problem) => `${file}: ${problem}`).join('\n'))

    const settings = context.settings('database')
    const database = await openDatabase(settings.databaseUrl)
    try {
      const migrated = (await pendingMigrations(database)).length === 0
      const before = migrated ? await readHouse(database) : undefined
      const topics = parsed.config.house.topics.map(({ id }) => id)
      const inUse = migrated ? await missingTopicsInUse(database, topics) : []
      if (inUse.length > 0)
        return context.refuse(`${file}: people have consents for ${inUse.join(', ')}: put it back under topics.`)
      const changes = before === undefined ? [] : changesBetween(JSON.parse(before), parsed.file)
      const warnings = [...fourEyesWarnings(parsed.config.slack), ...windowWarnings(parsed.config.house)]
      const dns = await dnsRecords(settings.mail)
      const sms = smsReport(parsed.config.house.sms, settings.sms)
      if (values.json)
        context.print(JSON.stringify({ ok: true, first: before === undefined, changes, warnings, dns, sms }))
      else {
        for (const line of report(before === undefined, changes, warnings, dns)) context.print(line)
        for (const line of smsLines(sms)) context.print(line)
      }
      return 0
    } finally {
      await database.close()
    }
  },
}

function report(
  first: boolean,
  changes: readonly string[],
  warnings: readonly string[],
  dns: Awaited<ReturnType<typeof dnsRecords>>,
): string[] {
  const changed = first
    ? ['No organisation is known yet: all of it is new.']
    : ['What would change:', ...changes.map((line) => `  ${line}`)]
  return [
    'The file is sound.',
    ...(first || changes.length > 0 ? changed : ['Nothing would change.']),
    ...warnings.map((warning) => `Warning: ${warning}`),
    'DNS records to publish:',
    ...dns.flatMap(({ name, value, note }) => [`  ${name}  TXT  "${value}"`, `      ${note}`]),
  ]
}
