/** What a tab remembers until it is closed. Private browsing may refuse; then a page remembers nothing. */
export function remember(key: string, value: string): void {
  try {
    sessionStorage.setItem(prefix + key, value);
  } catch {
    return;
  }
}

export function recall(key: string): string | null {
  try {
    return sessionStorage.getItem(prefix + key);
  } catch {
    return null;
  }
}

/** For the next pupil at this device. */
export function forgetAll(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
  } catch {
    return;
  }
}

const prefix = 'square-one.';
