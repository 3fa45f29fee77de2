declare namespace App {
  /** What the middleware has found out; on prerendered pages only `locale`, a stranger and time 0. */
  interface Locals {
    readonly database: import('#db/database.ts').Database;
    readonly locale: import('#domain/text.ts').Locale;
    /** Who asks; both null for a stranger. */
    readonly principal: import('#domain/permissions.ts').Principal;
    readonly staffSession: import('#auth/auth-sessions.server.ts').AuthSession | null;
    readonly seatSession: import('#auth/auth-sessions.server.ts').AuthSession | null;
    /** The server's time of this request. */
    readonly nowMs: number;
  }
}
