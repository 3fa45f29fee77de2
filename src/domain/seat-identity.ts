/** What a pupil's seat is known by: a class code, three pictures, a character, a long code for home. */

/**
 * The pictures of a seat's secret, in the order of the grid. A secret is three different ones in order.
 * Their drawings are src/ui/art/pictures/ID.svg; the ids are stored: never rename one.
 */
export const pictureIds = [
  'orange',
  'boat',
  'kite',
  'umbrella',
  'panda',
  'fish',
  'bridge',
  'lantern',
  'moon',
  'drum',
  'bicycle',
  'mushroom',
] as const;
export type PictureId = (typeof pictureIds)[number];

export const picturesInSecret = 3;

/** Who a pupil may be in the town: src/ui/art/characters/ID.svg. */
export const characterIds = ['otter', 'egret', 'cat', 'turtle', 'crab', 'lamb', 'hedgehog', 'frog'] as const;
export type CharacterId = (typeof characterIds)[number];

/** Wrong pictures that lock one device for one seat. */
export const wrongTriesPerDevice = 5;
/** Wrong pictures over all devices that lock a seat for every device, until the teacher releases it. */
export const wrongTriesPerSeat = 15;

/** 32 signs without look-alikes: no 0 or O, no 1 or I. */
export const codeAlphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
export const classCodeLength = 6;
export const longCodeLength = 16;
/** A class code works for a term: 180 days. */
export const classCodeLifetimeMs = 180 * 24 * 60 * 60 * 1000;

export function isSecret(pictures: readonly string[]): pictures is readonly PictureId[] {
  return (
    pictures.length === picturesInSecret &&
    new Set(pictures).size === picturesInSecret &&
    pictures.every((picture) => (pictureIds as readonly string[]).includes(picture))
  );
}

/** A typed code as the server knows it: capitals without spaces and dashes, full-width signs made plain. */
export function normaliseCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐-―·]/g, '');
}

/** `ABCDEFGHJKLMNPQR` as it stands on the card: `ABCD-EFGH-JKLM-NPQR`. */
export function groupCode(code: string): string {
  return (code.match(/.{1,4}/g) ?? []).join('-');
}
