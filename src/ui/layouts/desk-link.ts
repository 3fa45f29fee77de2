/** A link at the side of an adult's page; `href` is without its language. */
export interface DeskLink {
  readonly href: string;
  readonly label: string;
  readonly current: boolean;
  readonly badge?: number;
}

/** Pages that are needed at one time; those of another time are folded away. */
export interface DeskGroup {
  readonly label: string;
  readonly open: boolean;
  readonly links: readonly DeskLink[];
}
