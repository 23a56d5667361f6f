import { compileMessage } from '#bot/mail/compile.ts'
import type { Waiver } from '#core/campaigns/waivers.ts'
import { FINDING_CODES } from '#core/messages/finding-texts.ts'
import type { CompiledMessage, MessageSource } from '#core/messages/message.ts'
import { NO_FACTS } from '#core/messages/proof-facts.ts'
import type { Workshop } from '#db/operations/campaigns/compile-messages.ts'

const compiled = new Map<string, Promise<CompiledMessage>>()

/** The real compiler; the same message is compiled once for all tests of a file. */
export function compileOnce(source: MessageSource): Promise<CompiledMessage> {
  const key = JSON.stringify(source)
  const done = compiled.get(key) ?? compileMessage(source)
  compiled.set(key, done)
  return done
}

/** The real compiler, and an outside world that has nothing to say of any text. */
export const aWorkshop: Workshop = {
  compile: compileOnce,
  proofread: async () => NO_FACTS,
  smsFrom: '+33639980100',
}

/** What a submission says for itself, where a test is about something else: a reason for whatever the checks warn of, and read to the end. */
export const everythingWaived: { waivers: Waiver[]; readAloud: true } = {
  waivers: FINDING_CODES.map((code) => ({ code, reason: 'Relu avec soin.' })),
  readAloud: true,
}
