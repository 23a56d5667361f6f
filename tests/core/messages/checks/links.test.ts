import { expect, test } from 'vitest'
import { addressesOf, linkRemarks } from '#core/messages/checks/links.ts'
import type { CheckedLink } from '#core/messages/proof-facts.ts'

const HREF = 'https://www.example.org/programme'
const codes = (body: string, checked: readonly CheckedLink[] = []) =>
  linkRemarks(body, [...addressesOf(body).map((href) => ({ href, verdict: 'sound' as const })), ...checked]).map(
    ({ level, code }) => `${level} ${code}`,
  )

test.for([
  [`[www.example.org](${HREF})`, []],
  [`[example.org](${HREF})`, []],
  [`[https://www.example.org/autre](${HREF})`, []],
  [`[le programme](${HREF})`, []],
  [`[programme.pdf](${HREF})`, []],
  [`[Écrivez-nous à aide@autre.example](${HREF})`, []],
  [`Ouvrez ${HREF}.`, []],
  ['[ma page]({{preferences_link}})', []],
  [`[bank.example](${HREF})`, ['block link-shows-other-host']],
  [`[www.bank.example/compte](${HREF})`, ['block link-shows-other-host']],
  [`[**bank.example**, sûr](${HREF})`, ['block link-shows-other-host']],
  ['[www.example.org](https://www.example.org.evil.example/)', ['block link-shows-other-host']],
  ['[example.org](https://notexample.org/)', ['block link-shows-other-host']],
  ['https://www.bank.example@evil.example/', ['block link-shows-other-host']],
  ['[bank.example]({{preferences_link}})', ['block link-shows-other-host']],
  ['[ici](http://example.org/page)', ['block link-not-https']],
  ['http://example.org', ['block link-not-https']],
] as const)('%s: %s', ([body, expected]) => expect(codes(body)).toEqual(expected))

test.for([
  ['sound', []],
  ['broken', ['block link-broken']],
  ['private', ['block link-private']],
  ['unchecked', ['warn link-unchecked']],
] as const)('a link found %s: %s', ([verdict, expected]) => {
  expect(codes(`[là](${HREF}) et [ici](${HREF})`, [{ href: HREF, verdict }]).slice(0, 1)).toEqual(expected)
})

test('a link nobody asked about is unchecked, never sound; one that is not secure is that first', () => {
  const found = linkRemarks(`${HREF} http://example.org`, [])
  expect(found.map(({ code }) => code)).toEqual(['link-unchecked', 'link-not-https'])
})
