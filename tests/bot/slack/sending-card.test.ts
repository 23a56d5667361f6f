import { expect, test } from 'vitest'
import { campaignCard } from '#bot/slack/campaigns/campaign-card.ts'
import type { CampaignView } from '#db/operations/campaigns/read-campaign.ts'
import { aHouse } from '#tests/support/a-house.ts'
import { aCampaignView, BESIDES } from './a-campaign-view.ts'
import { allText } from './support.ts'

const NOW = Temporal.Instant.from('2026-11-23T09:00:00Z').epochMilliseconds
/** What French puts between thousands. */
const NARROW = '\u202F'
const NO_BREAK = '\u00A0'

function cardText(change: Partial<CampaignView>, language: 'fr' | 'en' = 'fr'): string {
  const view = aCampaignView({ state: 'running', audience: 20_000, startsAt: NOW, ...change })
  return allText(campaignCard({ ...BESIDES, view, house: aHouse(), language, kind: 'campaign-card' }).blocks)
}

const waves = { open: 3, of: 7, people: 1400 }

test('while people wait for a later wave, the card says how many are let go and when the next one opens', () => {
  const settled = cardText({ waves: { ...waves, next: { is: 'settled', opensAt: NOW } } })
  expect(settled).toContain(
    `*Vague 3 sur 7* · le message va pour l’instant à 1${NARROW}400 personnes sur 20${NARROW}000.`,
  )
  expect(settled).toMatch(/La vague suivante s’ouvre <!date\^.*\|2026-11-23 10:00>, si rien d’inquiétant/)
  expect(cardText({ waves: { ...waves, next: { is: 'sending' } } })).toContain('quand ces messages sont partis')
  expect(cardText({ waves: { ...waves, next: { is: 'waiting', lookAt: NOW } } })).toContain('une heure permise')
  const english = cardText({ waves: { ...waves, next: { is: 'settled', opensAt: NOW } } }, 'en')
  expect(english).toContain('*Wave 3 of 7* · so far the message goes to 1,400 of 20,000 people.')
})

test('one wave is nothing to speak of', () => {
  expect(cardText({ waves: undefined })).not.toContain('Vague')
})

test('a campaign that paused itself says why in words, and whoever resumes it is told what that means', () => {
  const brake = { cause: 'hard-bounces', count: 81, of: 1400, at: NOW } as const
  const acts = [{ at: NOW, actor: 'egard', act: 'brake', reason: 'hard-bounces' }]
  const given = { state: 'paused', brake, acts, waves: { ...waves, next: { is: 'paused' } } } as const
  const text = cardText({ ...given, acts })
  expect(text).toContain(`81 adresses sur 1${NARROW}400 n’existent pas`)
  expect(text).toContain('elle s’est mise en pause (adresses qui n’existent pas)')
  expect(text).toContain('La vague suivante attend que la campagne reprenne.')
  const resume = (change: Partial<CampaignView>) => {
    const view = aCampaignView({ state: 'paused', audience: 20_000, ...change })
    const { blocks } = campaignCard({ ...BESIDES, view, house: aHouse(), language: 'fr', kind: 'campaign-card' })
    return JSON.stringify(blocks).match(/campaign:resume".*?(?="action_id"|$)/)?.[0] ?? ''
  }
  expect(resume({ brake })).toContain('est accepté et ne compte plus')
  expect(resume({})).not.toContain('est accepté')
})

test('a pause for the way out names it; a colleague’s pause names the colleague', () => {
  const egard = { at: NOW, actor: 'egard', act: 'pause', reason: 'way-out-tls' }
  const alice = { at: NOW, actor: 'U0ALICE', act: 'pause', reason: undefined }
  const text = cardText({ state: 'paused', acts: [egard, alice] })
  expect(text).toContain('elle s’est mise en pause (la page de désinscription ne répondait pas)')
  expect(text).toContain('<@U0ALICE> l’a mise en pause')
})

test('who changed their mind is counted when there is somebody, and never else', () => {
  expect(cardText({ changedMinds: 0 })).not.toContain('changé d’avis')
  expect(cardText({ changedMinds: 1 })).toContain(`1 personne a changé d’avis pendant l’envoi${NO_BREAK}: son choix`)
  expect(cardText({ changedMinds: 12 })).toContain(`12 personnes ont changé d’avis pendant l’envoi${NO_BREAK}: tous`)
  expect(cardText({ changedMinds: 12 }, 'en')).toContain('12 people changed their mind during the send: all respected.')
})
