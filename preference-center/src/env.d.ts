/// <reference types="astro/client" />
import type { House } from '#core/house.ts'
import type { RecipientOperations } from '#db/operations/preferences/recipient-operations.ts'
import type { Previews } from '#db/operations/previews/show-preview.ts'
import type { ImportPages } from '#db/operations/uploads/shown-upload.ts'

declare global {
  namespace App {
    /** What the process that serves the pages hands them; one object for all requests, so a page never writes to it. */
    interface Locals {
      readonly operations: RecipientOperations
      readonly previews: Previews
      readonly imports: ImportPages
      readonly house: House
    }
  }
}
