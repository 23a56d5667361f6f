import { expect, test } from 'vitest'
import { bodyBlocks } from '#core/messages/body-blocks.ts'

test('blank lines part paragraphs, dashes make lists, line ends of any system count', () => {
  expect(bodyBlocks('Un\r\ndeux\r\n \r\nAvant\n- a\n-  b\nAprès\n\n\n- c - d\n-e')).toEqual([
    { type: 'paragraph', lines: ['Un', 'deux'] },
    { type: 'paragraph', lines: ['Avant'] },
    { type: 'list', items: ['a', 'b'] },
    { type: 'paragraph', lines: ['Après'] },
    { type: 'list', items: ['c - d'] },
    { type: 'paragraph', lines: ['-e'] },
  ])
})

test('an empty text has no blocks', () => expect(bodyBlocks(' \n\n \t\n')).toEqual([]))
