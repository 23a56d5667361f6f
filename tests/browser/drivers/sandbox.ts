import type { FrameLocator, Locator, Page } from 'playwright-core'
import type { StaffLanguage } from '#core/messages/finding-texts.ts'
import { SANDBOX_TEXTS } from '#core/texts/sandbox.ts'
import { until } from '#tests/support/until.ts'

/** What goes into a window, by what stands above each input: a text, an option, or several options. */
export type Filling = Readonly<Record<string, string | readonly string[] | boolean>>

export interface OpenMail {
  /** The sheet it lies on. */
  sheet: Locator
  /** What the person sees. */
  frame: FrameLocator
  show(part: string): Promise<void>
  close(): Promise<void>
}

/** The sandbox's page as a person uses it: by what can be seen and named, clicked and typed. */
export async function openSandbox(page: Page, url: string, language: StaffLanguage = 'fr') {
  const texts = SANDBOX_TEXTS[language]
  const problems: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(error.message))
  await page.goto(`${url}/sandbox?lang=${language}`)

  const slack = page.getByRole('region', { name: texts.slack.label })
  const card = (said: string | RegExp) => slack.getByRole('article').filter({ hasText: said }).last()
  const window = slack.getByRole('dialog')
  const composer = slack.getByRole('textbox', { name: 'Message' })
  const people = page.getByRole('group', { name: texts.people.title })
  await page.locator('.person').first().waitFor({ state: 'attached' })

  return {
    page,
    texts,
    /** What the browser complained of: an error of a script, a refusal by the policy, a file that is not there. */
    problems,
    slack,
    card,
    window,
    async actAs(name: string): Promise<void> {
      const person = people.getByRole('button', { name: startsWith(name) })
      await person.click()
      await until(async () => (await person.getAttribute('aria-pressed')) === 'true', { what: `to act as ${name}` })
    },
    /** A channel by its name, or the conversation with Égard. */
    async openChannel(name: string): Promise<void> {
      const channel = slack.getByRole('navigation').getByRole('button', { name: startsWith(name) })
      await channel.click()
      await until(async () => (await channel.getAttribute('aria-current')) === 'true', { what: `#${name} to be open` })
    },
    /** Types a command in the channel that is open. */
    async type(command: string): Promise<void> {
      await composer.fill(command)
      await composer.press('Enter')
      // Behind the window that opens, nothing can be found by its role any more.
      const typed = slack.locator('.sl-composer textarea')
      await until(async () => (await typed.evaluateAll(valuesOf)).every((each) => each === ''), {
        what: `${command} to be answered`,
        state: () => slack.innerText(),
      })
    },
    /** Presses a button of the newest message that says this. */
    async pressInCard(said: string | RegExp, button: string | RegExp): Promise<void> {
      await card(said).getByRole('button', { name: button }).click()
    },
    /** Says yes to the question that a button asks first. */
    async confirm(button: string): Promise<void> {
      const question = slack.getByRole('alertdialog')
      await question.getByRole('button', { name: button }).click()
      await question.waitFor({ state: 'detached' })
    },
    /** Waits for the window with this title. */
    async windowCalled(title: string | RegExp): Promise<void> {
      await slack.getByRole('dialog', { name: title }).waitFor()
    },
    async pressInWindow(button: string | RegExp): Promise<void> {
      await window.getByRole('button', { name: button }).click()
    },
    async fillWindow(filling: Filling): Promise<void> {
      for (const [label, value] of Object.entries(filling)) await fill(window, label, value)
    },
    /** Presses the window's main button, and waits until Slack has answered: another window, a changed one, or none. */
    async submitWindow(): Promise<void> {
      const before = await shown()
      await window.locator('button[type=submit]').click()
      await until(async () => ((await shown()) ?? before) !== before, {
        what: 'the window to be answered',
        state: () => slack.innerText(),
        giveUpMs: 30_000,
      })
    },
    /** Closes every window, wherever one stands. */
    async closeWindow(): Promise<void> {
      await window.locator('header').getByRole('button').click()
      await window.waitFor({ state: 'detached' })
    },
    /** Opens the newest mail to an address, or with a subject; `number` counts from the newest of them. */
    async openMail({ to = '', subject = '' }: { to?: string; subject?: string }, number = 0): Promise<OpenMail> {
      await goTo('mail')
      const filter = page.getByRole('searchbox', { name: texts.mail.filter })
      await filter.fill(`${to} ${subject}`.trim())
      await page.locator('.mails a').nth(number).click()
      const sheet = page.locator('dialog.reader')
      await sheet.waitFor()
      return {
        sheet,
        frame: sheet.frameLocator('iframe'),
        show: (part) => sheet.getByLabel(part, { exact: true }).click(),
        async close() {
          await sheet.getByRole('button', { name: texts.reader.close }).click()
          await sheet.waitFor({ state: 'detached' })
          await filter.fill('')
        },
      }
    },
    /** How many mails the page counts. */
    async mailCount(): Promise<number> {
      return Number(await page.locator('.boxes a').first().locator('.badge').innerText())
    },
    goTo,
    /** Lets time pass, and answers what the clock says happened. */
    async passTime(label: string): Promise<string> {
      await goTo('clock')
      const clock = page.getByRole('region', { name: texts.clock.title })
      await clock.getByRole('button', { name: label.replaceAll(' ', '\u00A0') }).click()
      const told = clock.getByRole('status')
      await until(async () => (await told.innerText()).startsWith(texts.clock.happened('').slice(0, 6)), {
        what: 'the clock to say what happened',
        state: () => told.innerText(),
        giveUpMs: 60_000,
      })
      return told.innerText()
    },
    /** The steps of the story that are ticked, by their titles. */
    ticked,
    /** Waits until a step of the story is ticked. */
    async ticks(title: string): Promise<void> {
      await until(async () => (await ticked()).includes(title), { what: `“${title}” to be ticked`, state: ticked })
    },
  }

  /** What the window on top says, empty when there is none; undefined while it waits for an answer. Read in one moment: it may be gone in the next. */
  async function shown(): Promise<string | undefined> {
    const [top] = await window.evaluateAll((all) =>
      all.map((each) => ({ isBusy: each.querySelector('[aria-busy=true]') !== null, text: each.textContent ?? '' })),
    )
    if (top === undefined) return ''
    return top.isBusy ? undefined : top.text
  }

  async function ticked(): Promise<string[]> {
    return page.locator('.step.done .step-title > span:nth-child(2)').allInnerTexts()
  }

  /** On a narrow screen one part shows; on a wide one all do. */
  async function goTo(place: 'story' | 'slack' | 'mail' | 'sms' | 'clock'): Promise<void> {
    const tabs = page.getByRole('navigation', { name: texts.tabs.label })
    if (place === 'mail' || place === 'sms') {
      const box = page.locator('.boxes').getByRole('link', { name: texts.messages[place] })
      if (!(await box.isVisible())) await tabs.getByRole('link', { name: texts.tabs.messages }).click()
      await box.click()
      return
    }
    // Where two columns show, the clock lies with the messages.
    const names = place === 'clock' ? [texts.tabs.clock, texts.tabs.messages] : [texts.tabs[place]]
    for (const name of names) {
      const tab = tabs.getByRole('link', { name })
      if (await tab.isVisible()) return tab.click()
    }
  }
}

function valuesOf(fields: Element[]): string[] {
  return fields.map((field) => (field as HTMLTextAreaElement).value)
}

/** A name as it begins, whatever follows it: a role, a count of what is unread. */
function startsWith(name: string): RegExp {
  return new RegExp(`^(#\\s*)?${name}(?!\\p{L})`, 'u')
}

export type Sandbox = Awaited<ReturnType<typeof openSandbox>>

async function fill(window: Locator, label: string, value: Filling[string]): Promise<void> {
  if (Array.isArray(value) || typeof value === 'boolean') {
    const group = typeof value === 'boolean' ? window : window.getByRole('group', { name: label })
    const wanted = typeof value === 'boolean' ? [label] : (value as readonly string[])
    for (const option of wanted) await group.getByRole('checkbox', { name: option }).setChecked(value !== false)
    return
  }
  const text = value as string
  const radios = window.getByRole('radiogroup', { name: label })
  if ((await radios.count()) > 0) return radios.getByRole('radio', { name: text }).check()
  const field = window.getByLabel(label).and(window.locator('input, select, textarea')).first()
  const isSelect = await field.evaluate((element) => element.tagName === 'SELECT')
  if (isSelect) await field.selectOption({ label: text })
  else await field.fill(text)
}
