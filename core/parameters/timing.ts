/** Figures of re-opt-in and frequency that no single country sets. Each stands here only. */
export const TIMING = {
  /** A contact without any act for this long is inactive (Sendethic's method, after CNIL practice). */
  inactiveMonths: 13,
  /** An unanswered ask bars the next one this long. */
  unansweredMonths: 12,
  /** A basis that ends within this many days may be renewed. */
  expiringDays: 90,
  /** The reminder leaves this long after the person's own ask (e-mail D+3). */
  reminderDays: { email: 3, sms: 7 },
  maxReminders: 2,
  /** After the last step, silence is not counted before this. */
  graceHoursMin: 48,
  /** From approval to the first send. */
  approvalHours: 72,
  /** A held message is refused after this. */
  bestBeforeDays: 7,
  /** No second marketing SMS sooner, unless the person replied (etiquette guide: never text twice; checked 2026-11). */
  textAgainDays: 7,
  /** A slot of the budget kept for another campaign is looked at again after this: it may have been given back (house rule, 2026-11). */
  reservedLookHours: 6,
  /** And for the last time so long before the message is too late (house rule, 2026-11). */
  lastLookMinutes: 15,
  /** From the confirmation of a clean-up to its first deletion: real time to take it back (house rule, 2026-11). */
  cleanUpHours: 24,
} as const
