/** A picture to tap: its id, its name in the page's language, its address. */
export interface Drawing {
  readonly id: string;
  readonly name: string;
  readonly src: string;
}
