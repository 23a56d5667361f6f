import { expect, test } from 'vitest'
import { messageText } from '#core/messages/plain-text.ts'
import { aMessage } from './a-message.ts'

test('the text alternative has no marks, says where links lead, and numbers what is numbered', () => {
  const body = [
    '**Bonjour** {{first_name|à vous}},',
    '1. [nos _ateliers_](https://a.b/x_y)\n2. https://c.d',
    '- [vos choix]({{preferences_link}})\n- \\*une note\\*',
  ].join('\n\n')
  expect(messageText(aMessage({ body }))).toContain(
    [
      'Bonjour {{first_name|à vous}},',
      '1. nos ateliers (https://a.b/x_y)\n2. https://c.d',
      '- vos choix ({{preferences_link}})\n- *une note*',
    ].join('\n\n'),
  )
})
