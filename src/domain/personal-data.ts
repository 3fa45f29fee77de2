/** Seven digits and more in one run, as people write numbers of telephones, chats, cards and papers. */
const longNumber = /\d(?:[ \-–—.]?\d){6,}[xX]?/g;
const amount = /^\s*(?:元|块|角|分|万|yuan|jiao|fen)/;
const address = /[\w.+-]+@[\w-]+\.[\w.]+/;
const saidByName =
  /我叫|我的名字|叫做?我|微信号|QQ ?号|身份证|门牌|\bmy name is\b|\bi live (?:at|in)\b|\bwechat id\b/i;

/**
 * Whether a text holds what tells a person: a number to call, an address, a name said as one's own. A guard
 * against slips, not a proof that none is there: the page still asks for no names.
 */
export function holdsPersonalData(text: string): boolean {
  const read = text.normalize('NFKC');
  const numbers = [...read.matchAll(longNumber)];
  return (
    numbers.some((found) => !amount.test(read.slice(found.index + found[0].length))) ||
    address.test(read) ||
    saidByName.test(read)
  );
}
