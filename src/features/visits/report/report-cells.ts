import { inLocale, type Bilingual, type Locale } from '#domain/text.ts';

/** A figure with its place in the report (`reach.personTimes`), so that what is shown can be checked against it. */
export interface FigureCell {
  readonly value: number;
  readonly path: string;
  /** How it is written: 2830 of ten thousand as 28.3 %, points with their sign. */
  readonly as: 'number' | 'percent' | 'points';
}

/** What stands in a cell: words, a figure, or the note that fewer than ten pupils stand behind it. */
export type Cell = string | FigureCell | { readonly hidden: true };

export interface ReportLine {
  readonly label: string;
  readonly cell: Cell;
  readonly note?: string;
}

export interface ReportTable {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export type SectionId =
  | 'columns'
  | 'identity'
  | 'reach'
  | 'content'
  | 'learning'
  | 'experience'
  | 'conduct'
  | 'follow-ups'
  | 'evaluation'
  | 'corrections';

export interface ReportSection {
  readonly id: SectionId;
  readonly title: string;
  readonly lines: readonly ReportLine[];
  readonly tables: readonly ReportTable[];
  readonly notes: readonly string[];
}

const hidden: Cell = { hidden: true };

export function figure(value: number | null, path: string): Cell {
  return value === null ? hidden : { value, path, as: 'number' };
}

/** `none` is what stands there when there was nothing to take a share of. */
export function percent(value: number | null, path: string, none: string): Cell {
  return value === null ? none : { value, path, as: 'percent' };
}

export function points(value: number, path: string): Cell {
  return { value, path, as: 'points' };
}

export function isFigure(cell: Cell): cell is FigureCell {
  return typeof cell === 'object' && 'value' in cell;
}

const oneDecimal = (bp: number): string => (bp / 100).toFixed(1);

export function writeFigure({ value, as }: FigureCell): string {
  if (as === 'percent') return `${oneDecimal(value)}%`;
  if (as === 'points') return `${value > 0 ? '+' : ''}${oneDecimal(value)}`;
  return String(value);
}

export function text(words: Bilingual | null, locale: Locale, none: string): string {
  return words ? inLocale(words, locale) : none;
}
