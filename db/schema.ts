import type { Generated } from 'kysely'

/**
 * The tables, as both databases store them. Instants are integer milliseconds UTC, yes/no is 1/0, lists and records are JSON text.
 * Only `db/` sees these shapes: operations hand out domain values.
 */
export interface Schema {
  settings: SettingTable
  keys: KeyTable
  contacts: ContactTable
  imports: ImportTable
  import_batches: ImportBatchTable
  sources: SourceTable
  contact_sources: ContactSourceTable
  segments: SegmentTable
  consent_events: ConsentEventTable
  ledger_links: LedgerLinkTable
  consents: ConsentTable
  suppressions: SuppressionTable
  wordings: WordingTable
  campaigns: CampaignTable
  campaign_acts: CampaignActTable
  campaign_messages: CampaignMessageTable
  campaign_audience: CampaignAudienceTable
  previews: PreviewTable
  visits: VisitTable
  deliveries: DeliveryTable
  service_messages: ServiceMessageTable
  pending_changes: PendingChangeTable
  one_time_files: OneTimeFileTable
  notices: NoticeTable
  slack_cards: SlackCardTable
  schedules: ScheduleTable
  workers: WorkerTable
  audit: AuditTable
  house_words: HouseWordTable
  clean_ups: CleanUpTable
  clean_up_contacts: CleanUpContactTable
  campaign_bases_gone: CampaignBasisGoneTable
  uploads: UploadTable
  upload_files: UploadFileTable
  journal_lines: JournalLineTable
  preferences: PreferenceTable
  preference_changes: PreferenceChangeTable
  short_links: ShortLinkTable
  incoming_mails: IncomingMailTable
}

/** House values that are not settings of the environment: the test clock's offset, the rules digest last seen, … */
interface SettingTable {
  name: string
  value: string
}

/** Wrapped keys. A contact's key (purpose `contact`) goes when the person is forgotten; the evidence it sealed goes with it. */
interface KeyTable {
  id: Generated<number>
  purpose: string
  version: number
  contact_id: number | null
  wrapped: string
  made_at: number
  retired_at: number | null
}

/** One person, or one generic address. `key` is the organisation's unique key: the normalised e-mail, or its own field. */
interface ContactTable {
  id: Generated<number>
  key: string
  email: string | null
  email_hash: string | null
  email_state: 'usable' | 'invalid' | 'bounced'
  phone: string | null
  phone_hash: string | null
  /** `blocked`: the provider refuses the number until its owner texts START. */
  phone_state: Generated<'usable' | 'invalid' | 'bounced' | 'blocked'>
  /** When this number last wrote to us. */
  texted_back_at: number | null
  civility: 'mr' | 'ms' | null
  first_name: string | null
  last_name: string | null
  language: string | null
  country: string | null
  region: string | null
  postcode: string | null
  time_zone: string | null
  kind: 'b2c' | 'b2b' | null
  function: string | null
  company: string | null
  informed: number | null
  birth_date: string | null
  minor: number | null
  guardian_email: string | null
  guardian_consent_at: number | null
  last_click_at: number | null
  last_open_at: number | null
  last_purchase_at: number | null
  last_act_at: number | null
  tags: string
  custom: string
  /** Age of the newest source that wrote a field: an older one fills gaps only. */
  facts_as_of: number
  restricted_at: number | null
  created_at: number
  updated_at: number
}

/** One file imported once. Rows are judged and committed in short transactions that move `committed_row`: a kill resumes there. */
interface ImportTable {
  id: Generated<number>
  file_name: string
  file_digest: string
  options: string
  state: 'committing' | 'done'
  counts: string
  /** The file's line up to which rows are committed. */
  committed_row: number
  started_at: number
  finished_at: number | null
}

/** The verdicts of one committed batch, as runs of lines: what the report is made of. */
interface ImportBatchTable {
  import_id: number
  last_line: number
  verdicts: string
}

/** Where and when data came from, with what allowed it. `attested_*` is the privacy lead's confirmation of a declared basis. */
interface SourceTable {
  id: Generated<number>
  import_id: number | null
  name: string
  basis: string
  basis_reason: string | null
  attested_at: number | null
  attested_by: string | null
  collected: string | null
  collected_at: number | null
  collected_until: number | null
  file_name: string | null
  file_digest: string | null
  imported_at: number
}

/** A contact keeps all its sources. `documented` rows carry origin, date or period, topics and channels: the trace. */
interface ContactSourceTable {
  contact_id: number
  source_id: number
  row_number: number
  documented: number
  consent_at: number | null
  consent_until: number | null
  consent_origin: string | null
  consent_wording: string | null
  topics: string
  channels: string
}

interface SegmentTable {
  id: Generated<number>
  name: string
  filter: string
  made_by: string
  made_at: number
}

/** The ledger: append-only. No personal data but in `evidence`, which is sealed with the contact's key. `*` = all topics or channels. */
interface ConsentEventTable {
  seq: Generated<number>
  link_seq: number
  at: number
  contact_id: number
  type: string
  topic: string
  channel: string
  via: string
  campaign_id: number | null
  source_id: number | null
  wording_hash: string | null
  actor: string | null
  evidence: string | null
  evidence_digest: string | null
  digest: string
}

/** One link per transaction, over its events' digests and the previous link. */
interface LedgerLinkTable {
  seq: number
  at: number
  first_event: number
  last_event: number
  previous: string
  digest: string
}

/** The current state of one contact × topic × channel: the fold of its events, written in the same transaction. */
interface ConsentTable {
  contact_id: number
  topic: string
  channel: string
  state: string
  via: string
  at: number
  event_seq: number
}

/** Holds for an address or number, whoever carries it: keyed hash only. `*` = everything. */
interface SuppressionTable {
  address_hash: string
  kind: 'stopped' | 'objected' | 'complained' | 'tombstone' | 'withdrawn' | 'refused'
  topic: string
  channel: string
  at: number
  event_seq: number | null
  lifted_at: number | null
}

/** The exact text shown when a consent was asked, by its hash. */
interface WordingTable {
  hash: string
  language: string
  text: string
  first_shown_at: number
}

interface CampaignTable {
  id: Generated<number>
  name: string
  kind: 're-opt-in' | 'topic' | 'information'
  state: string
  version: number
  /** Everything staff typed: need, segment, topics, messages, promise, reminders, grace, window, rate. */
  draft: string
  authors: string
  made_by: string
  made_at: number
  submitted_at: number | null
  submitted_by: string | null
  /** Who held the approver role at submission (JSON). */
  approvers: string
  seal: string | null
  rules_digest: string | null
  /** The rules as they stood at submission (JSON), so that a later change can only make them stricter. */
  rules: string | null
  findings: string
  buckets: string
  audience: number
  audience_digest: string | null
  /** How many messages a person gets at most: each keeps their slot until the last. */
  steps: number | null
  approved_at: number | null
  approved_by: string | null
  starts_at: number | null
  ends_at: number | null
  started_at: number | null
  queued_through: number
  paused_at: number | null
  resume_state: string | null
  closed_at: number | null
  /** Why the submission goes although a check warned (JSON). */
  waivers: Generated<string>
  read_aloud_by: string | null
  /** What the author read of the send before submitting it: JSON of core/campaigns/forecast.ts. */
  forecast: string | null
  /** What the last approval or refusal was about (JSON), so that the next one sees what changed. */
  last_decision: string | null
  /** How many waves of the audience are open; the next opens when this one went well. */
  wave: Generated<number>
  wave_opened_at: number | null
  /** Why it paused itself (JSON), until a person resumes it. */
  brake: string | null
  /** How many of the audience, in its order, have got a message of the first step, or a refusal. */
  queued: Generated<number>
  /** When enough of the open waves had its answer. */
  wave_settled_at: number | null
  /** Not looked at again before, since nothing can have changed. */
  wave_look_at: number | null
  /** A rate's running minute, and how many were let go in it. */
  minute_at: number | null
  minute_used: number | null
  brake_look_at: number | null
  /** Counts the brake begins from (JSON): what a person accepted, and those when the last wave opened. */
  brake_base: string | null
}

/** Who did what to a campaign, when: append-only. */
interface CampaignActTable {
  id: Generated<number>
  campaign_id: number
  at: number
  actor: string
  act: string
  version: number
  seal: string | null
  reason: string | null
}

/** The sealed bytes of one step × language × variant. */
interface CampaignMessageTable {
  campaign_id: number
  version: number
  step: string
  language: string
  /** `sms`: the text of the SMS alone. */
  variant: 'plain' | 'visited' | 'guardian' | 'sms'
  subject: string
  html: string
  text: string
  digest: string
}

/** The draft a preview link shows: a later edit never changes what the link was made for. Gone with the link's life. */
interface PreviewTable {
  campaign_id: number
  version: number
  draft: string
  expires_at: number
}

/** The frozen audience: one row a person, with what was asked and what became of it. */
interface CampaignAudienceTable {
  campaign_id: number
  version: number
  contact_id: number
  bucket: string
  pairs: string
  language: string
  channel: string
  basis: string | null
  basis_ends_at: number | null
  asked_at: number | null
  last_step_at: number | null
  steps_sent: number
  /** How many reminders were made for them, sent or not. */
  reminders_queued: Generated<number>
  promise_at: number | null
  answer: 'yes' | 'no' | null
  answered_at: number | null
  visited_at: number | null
  /** What a person decided of a visit without an answer. */
  visit_settled_as: 'lapse' | 'keep' | null
  lapsed_at: number | null
}

/** A yes page opened. An observation only: it changes no consent. */
interface VisitTable {
  id: Generated<number>
  campaign_id: number
  contact_id: number
  at: number
}

interface DeliveryTable {
  id: Generated<number>
  campaign_id: number
  step: string
  variant: string
  contact_id: number
  channel: string
  address: string
  address_hash: string
  language: string
  state: string
  reasons: string
  due_at: number
  best_before_at: number | null
  promise_at: number | null
  attempts: number
  worker_id: number | null
  message_id: string | null
  sending_at: number | null
  finished_at: number | null
  response: string | null
  /** What came back later for a message that was taken: the address is dead, or it was put off there. */
  bounced: 'hard' | 'soft' | null
  complained_at: number | null
}

/** A message that answers a person's own act (confirmation, fresh link) or a staff test send: its kind fixes its rules. */
interface ServiceMessageTable {
  id: Generated<number>
  kind: string
  channel: Generated<'email' | 'sms'>
  address: string
  address_hash: string
  language: string
  data: string
  state: string
  due_at: number
  attempts: number
  worker_id: number | null
  message_id: string | null
  sending_at: number | null
  finished_at: number | null
  response: string | null
}

/** A change that raises a consent and waits for its confirmation at the address. */
interface PendingChangeTable {
  id: Generated<number>
  contact_id: number
  change: string
  wording_hash: string
  made_at: number
  confirmed_at: number | null
}

interface OneTimeFileTable {
  id: Generated<number>
  kind: string
  campaign_id: number | null
  clean_up_id: number | null
  made_for: string
  made_at: number
  expires_at: number
  used_at: number | null
}

/** What someone must be told in Slack; written with the change itself, emptied by the Slack sender. */
interface NoticeTable {
  id: Generated<number>
  kind: string
  channel: string
  subject_id: number | null
  data: string
  made_at: number
  due_at: number
  attempts: number
  sent_at: number | null
  failure: string | null
}

/** Which Slack message shows which campaign (or import), so that it is edited in place. */
interface SlackCardTable {
  kind: string
  subject_id: number
  channel: string
  ts: string
  language: string
  version: number
}

interface ScheduleTable {
  name: string
  due_at: number
  every_ms: number
  last_run_at: number | null
}

interface WorkerTable {
  id: Generated<number>
  roles: string
  started_at: number
  heartbeat_at: number
  stopped_at: number | null
}

interface AuditTable {
  id: Generated<number>
  at: number
  actor: string
  act: string
  subject: string
}

/** Files brought through a one-time page by one person. `folder`: a random name under the folder of uploads; `rules`: JSON, whose value wins. */
interface UploadTable {
  id: Generated<number>
  folder: string
  made_by: string
  language: 'fr' | 'en'
  made_at: number
  /** Of the link, and once it is used of the page it led to. */
  expires_at: number
  used_at: number | null
  state: 'collecting' | 'previewing' | 'previewed' | 'importing' | 'cancelling' | 'done' | 'cancelled' | 'expired'
  rules: string
  /** The process that has the files. */
  worker_id: number | null
  begun_at: number | null
  /** When another process went on with an import that was interrupted. */
  resumed_at: number | null
  /** When its card was last asked for. */
  shown_at: number | null
  ended_at: number | null
  ended_by: string | null
  /** When its files were removed from the disk. */
  removed_at: number | null
}

interface UploadFileTable {
  id: Generated<number>
  upload_id: number
  /** As the browser gave it: shown, never a path. */
  name: string
  bytes: number
  digest: string
  /** JSON: what the person chose, as they typed it. */
  choices: string
  state: 'waiting' | 'working' | 'done' | 'done-before' | 'failed'
  counts: string | null
  /** JSON: rows per conflicting field and per reason of refusal. */
  findings: string | null
  bytes_done: number
  import_id: number | null
  problem: string | null
  added_at: number
}

/** One proposal to delete contacts, from the frozen list to the report. */
interface CleanUpTable {
  id: Generated<number>
  state: 'freezing' | 'proposed' | 'confirmed' | 'running' | 'done' | 'refused' | 'cancelled'
  /** 1 while it may still delete, else null: there is one at a time. */
  open: number | null
  /** JSON: the chosen buckets of the gate. */
  buckets: string
  why: string
  /** JSON: what freezing counted; see `CleanUpCounts`. */
  counts: string
  /** The contact up to which the base was judged. */
  frozen_through: number
  /** Over the frozen list: what is confirmed is what is executed. */
  digest: string | null
  proposed_by: string
  proposed_at: number
  confirmed_by: string | null
  confirmed_at: number | null
  starts_at: number | null
  /** Who refused or cancelled it; null when it came to its end by itself. */
  ended_by: string | null
  ended_at: number | null
  end_reason: string | null
}

/** One contact of a frozen list, and what became of it. Numbers and codes only, so that it outlives the contact. */
interface CleanUpContactTable {
  clean_up_id: number
  contact_id: number
  bucket: string
  reason: string
  outcome: 'deleted' | 'kept' | null
  /** Why it was kept. */
  kept_because: string | null
  decided_at: number | null
}

/** What deleted contacts counted for among the bases of a campaign's audience: its card stays true without them. */
interface CampaignBasisGoneTable {
  campaign_id: number
  basis: string
  /** Empty when nobody confirmed the basis. */
  attested_by: string
  people: number
}

/** Words of the house's own, known to the checks of every message. `word` is folded; `written` is how it was added. */
interface HouseWordTable {
  word: string
  written: string
  added_by: string
  added_at: number
}

/** One message that came in. Who wrote and what they said is in `words` only, sealed with a key that goes with the person. */
interface IncomingMailTable {
  id: Generated<number>
  /** SHA-256 of what arrived: the same message counts once. */
  digest: string
  at: number
  via: string
  channel: Generated<'email' | 'sms'>
  kind: 'bounce' | 'complaint' | 'auto-reply' | 'human' | 'other'
  trusted: number
  /** JSON list of codes: what it did. */
  done: string
  delivery_id: number | null
  campaign_id: number | null
  contact_id: number | null
  words: string | null
  /** Whose key sealed the words: a contact's, or minus this row's own number where nobody we know wrote. */
  key_of: number | null
  /** What a person has to do: confirm that it was a stop, read an answer, read it, or look at what cannot be trusted. */
  wants: 'stop' | 'answer' | 'reading' | 'trust' | null
  /** The number of the first message of the pile it lies on: a pile has one card, and ends when all of it is read. */
  pile: number | null
  /** The ledger's event of the stop it was read as. */
  stop_event: number | null
  /** JSON: what the stop took away besides consents, so that it can be given back. */
  before: string | null
  settled_at: number | null
  settled_by: string | null
  settled_as: 'stop' | 'not-a-stop' | 'yes' | 'no' | 'not-an-answer' | 'read' | null
}

/** How a person wants to be written to, as it stands; `settings`: JSON, see `RecipientSettings`. */
interface PreferenceTable {
  contact_id: number
  settings: string
  at: number
}

/** The same, each time it changed: append-only. */
interface PreferenceChangeTable {
  id: Generated<number>
  contact_id: number
  settings: string
  at: number
}

/** What a short address in an SMS stands for: one page of one person, until it expires. */
interface ShortLinkTable {
  code: string
  purpose: 'answer' | 'preferences' | 'unsubscribe'
  contact_id: number
  campaign_id: number
  made_at: number
  expires_at: number | null
}

/** Lines of the journal that a transaction has written and that are not known to stand in its file yet. `n`: of the transaction. */
interface JournalLineTable {
  n: number
  place: number
  line: string
}
