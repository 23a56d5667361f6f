import type { Variant } from '#core/campaigns/variants.ts'
import type { Person } from './greeting.ts'
import type { Language } from './message.ts'

/** Whom a preview is shown for: the ordinary case, and those a text most often fails. */
export const MADE_UP_PEOPLE = ['ordinary', 'no-name', 'long-name', 'company', 'visited', 'guardian'] as const
export type MadeUpId = (typeof MADE_UP_PEOPLE)[number]

/** Somebody who does not exist. `sourceName` is undefined where the trace is lost. */
export interface MadeUpPerson {
  id: MadeUpId
  /** Which text of the step they get. */
  variant: Variant
  person: Person & { company?: string }
  sourceName: string | undefined
}

type Told = Omit<MadeUpPerson, 'id' | 'variant'>

const TOLD: Readonly<Record<Language, Readonly<Record<Exclude<MadeUpId, 'no-name' | 'visited'>, Told>>>> = {
  fr: {
    ordinary: {
      person: { firstName: 'Camille', lastName: 'Martin', civility: 'Mme' },
      sourceName: 'Salon des métiers',
    },
    'long-name': {
      person: {
        firstName: 'Marie-Antoinette-Joséphine',
        lastName: 'Vandenbroucke-Delacroix de Saint-Aubin-des-Chaumes',
        civility: 'Mme',
        company: 'Société coopérative des artisans réunis de la Haute-Vallée et des Trois-Rivières',
      },
      sourceName: 'Formulaire de la page d’accueil, campagne de rentrée des ateliers participatifs',
    },
    company: { person: { company: 'Imprimerie des Lilas' }, sourceName: 'Carte de visite' },
    guardian: { person: { firstName: 'Léo', lastName: 'Bernard' }, sourceName: 'Inscription aux ateliers' },
  },
  en: {
    ordinary: { person: { firstName: 'Alex', lastName: 'Taylor', civility: 'Ms' }, sourceName: 'Trade fair' },
    'long-name': {
      person: {
        firstName: 'Wilhelmina-Alexandrina',
        lastName: 'Featherstonehaugh-Cholmondeley of Wolverhampton',
        civility: 'Ms',
        company: 'The United Craftspeople of the Upper Valley and Three Rivers Cooperative Society',
      },
      sourceName: 'Home page opt-in form, autumn campaign of the community workshops',
    },
    company: { person: { company: 'Lilac Printers' }, sourceName: 'Business card' },
    guardian: { person: { firstName: 'Leo', lastName: 'Bernard' }, sourceName: 'Workshop registration' },
  },
  nl: {
    ordinary: { person: { firstName: 'Sanne', lastName: 'de Vries', civility: 'mevr.' }, sourceName: 'Vakbeurs' },
    'long-name': {
      person: {
        firstName: 'Wilhelmina-Josephina-Catharina',
        lastName: 'van der Hoeven-Vandenbroucke tot Sint-Maartensdijk',
        civility: 'mevr.',
        company: 'Coöperatieve vennootschap van verenigde ambachtslieden uit de Bovenvallei',
      },
      sourceName: 'Aanmeldformulier op de startpagina, najaarscampagne van de buurtateliers',
    },
    company: { person: { company: 'Drukkerij De Sering' }, sourceName: 'Visitekaartje' },
    guardian: { person: { firstName: 'Leo', lastName: 'Bernard' }, sourceName: 'Inschrijving voor de ateliers' },
  },
}

/** A made-up person of a language. Of somebody without a name nothing else is known either. */
export function madeUpPerson(language: Language, id: MadeUpId): MadeUpPerson {
  if (id === 'no-name') return { id, variant: 'plain', person: {}, sourceName: undefined }
  if (id === 'visited') return { id, variant: 'visited', ...TOLD[language].ordinary }
  return { id, variant: id === 'guardian' ? 'guardian' : 'plain', ...TOLD[language][id] }
}

/** The people a step can be shown for: only where a step has such a text is there a visitor or a guardian. */
export function madeUpIds(variants: readonly Variant[]): MadeUpId[] {
  return MADE_UP_PEOPLE.filter((id) => {
    if (id === 'visited' || id === 'guardian') return variants.includes(id)
    return true
  })
}
