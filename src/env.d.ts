declare namespace App {
  interface Locals {
    readonly database: import('#db/database.ts').Database;
    readonly locale: import('#domain/text.ts').Locale;
    /** Who asks; both null for a stranger. Prerendered pages always see a stranger. */
    readonly principal: import('#domain/permissions.ts').Principal;
    /** The server's time of this request. */
    readonly nowMs: number;
  }
}
