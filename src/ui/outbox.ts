/** What a device has written for a seat and the server has not acknowledged. */
export interface Letter {
  /** The id inside `body`, made by the device: a letter that is sent twice counts once. */
  readonly id: string;
  /** Whose it is; it is never sent under another seat. */
  readonly seatKey: string;
  readonly path: string;
  readonly body: unknown;
}

export interface TextStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const storeKey = 'square-one.outbox';

/**
 * Letters in the order they were written. They survive a reload; where the browser refuses to store them
 * (full, or private browsing) they last as long as the page.
 */
export class Outbox {
  #store: TextStore | null;
  #unstored: Letter[] = [];
  #delivered = new Set<string>();

  constructor(store: TextStore | null) {
    this.#store = store;
  }

  lettersOf(seatKey: string): readonly Letter[] {
    return this.#read().filter((letter) => letter.seatKey === seatKey);
  }

  add(letter: Letter): void {
    this.#write([...this.#read(), letter]);
  }

  remove(id: string): void {
    this.#delivered.add(id);
    this.#write(this.#read());
  }

  #read(): readonly Letter[] {
    return [...readLetters(this.#store), ...this.#unstored].filter(({ id }) => !this.#delivered.has(id));
  }

  #write(letters: readonly Letter[]): void {
    try {
      if (!this.#store) throw new Error('no store');
      this.#store.setItem(storeKey, JSON.stringify(letters));
      this.#unstored = [];
    } catch {
      // What was stored earlier and is still unsent stays there; only the difference is held in memory.
      const stored = new Set(readLetters(this.#store).map((letter) => letter.id));
      this.#unstored = letters.filter((letter) => !stored.has(letter.id));
    }
  }
}

function readLetters(store: TextStore | null): readonly Letter[] {
  try {
    const found: unknown = JSON.parse(store?.getItem(storeKey) ?? '[]');
    return Array.isArray(found) ? found.filter(isLetter) : [];
  } catch {
    return [];
  }
}

function isLetter(value: unknown): value is Letter {
  if (typeof value !== 'object' || value === null) return false;
  const { id, seatKey, path } = value as Record<string, unknown>;
  return typeof id === 'string' && typeof seatKey === 'string' && typeof path === 'string';
}
