/** Lengths that a staff password may have; long sentences are welcome, spaces and Chinese characters too. */
export const shortestPassword = 10;
const longestPassword = 200;

/** Too short, too long, one sign over and over, a plain row of digits, or the account's own address. */
export function isWeakPassword(password: string, email: string): boolean {
  const { length } = password;
  const plain = password.toLowerCase();
  return (
    length < shortestPassword ||
    length > longestPassword ||
    new Set(plain).size < 4 ||
    '012345678901234567890'.includes(plain) ||
    plain === email ||
    plain === email.split('@')[0]
  );
}
