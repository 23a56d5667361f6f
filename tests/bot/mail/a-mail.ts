import { type ComposeRequest, composeMessage, prepareMessage } from '#bot/mail/compose.ts'
import type { FieldValues } from '#core/messages/fields.ts'

export const LINKS: FieldValues = {
  yes_link: 'https://egard.example/r/yes1',
  no_link: 'https://egard.example/r/no1',
  preferences_link: 'https://egard.example/p/abc1',
  unsubscribe_link: 'https://egard.example/u/abc1',
  privacy_link: 'https://egard.example/privacy',
}

const SMALL = prepareMessage({
  subject: 'Écrivez-nous, {{first_name|vous}}',
  html: '<p>{{greeting}} <a href="{{unsubscribe_link}}">Arrêter</a></p>',
  text: '{{greeting}}\n\nArrêter : {{unsubscribe_link}}\n',
})

/** A request to compose one sound mail; a test changes only what it is about. */
export function aComposeRequest(changes: Partial<ComposeRequest> = {}): ComposeRequest {
  return {
    prepared: SMALL,
    values: { ...LINKS, greeting: 'Bonjour Zoé,', first_name: 'Zoé' },
    language: 'fr',
    from: { name: 'Les Jardins', address: 'lettre@example.org' },
    to: { address: 'zoe@example.net' },
    bounce: 'bounces@example.org',
    bounceId: 'd42',
    messageId: '<d42.ask@example.org>',
    ...changes,
  }
}

export function aMail(changes: Partial<ComposeRequest> = {}) {
  return composeMessage(aComposeRequest(changes))
}
