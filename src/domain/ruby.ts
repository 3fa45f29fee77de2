import type { Bilingual, Locale } from './text.ts';

/**
 * A piece of Chinese text with the reading that stands above it, or null where none is shown.
 * A segment with a reading is exactly one character, so that each carries its own `<ruby>`.
 */
export interface RubySegment {
  readonly text: string;
  readonly pinyin: string | null;
}

/** Words in both languages whose Chinese carries the readings that its grade needs. */
export interface RubyText extends Bilingual {
  readonly ruby: readonly RubySegment[];
}

/** The text of the segments without its readings. */
export function plainText(segments: readonly RubySegment[]): string {
  return segments.map((segment) => segment.text).join('');
}

/** The words in one language, as segments: English is one without a reading. */
export function segmentsIn(text: RubyText, locale: Locale): readonly RubySegment[] {
  return locale === 'en' ? [{ text: text.en, pinyin: null }] : text.ruby;
}
