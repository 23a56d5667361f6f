/// <reference types="astro/client" />

declare namespace App {
  /** What the process that serves the pages hands them; one object for all requests, so a page never writes to it. */
  interface Locals {
    readonly operations: import('#db/operations/preferences/recipient-operations.ts').RecipientOperations
    readonly house: import('#core/consent/wording.ts').HouseAsShown
  }
}
