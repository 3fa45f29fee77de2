import writeExcelFile, { type SheetData } from 'write-excel-file/node';

import { isWithinADay } from '#domain/report-corrections.ts';
import type { Locale } from '#domain/text.ts';
import { reportFormat } from '#domain/visit-report-shape.ts';
import { words } from '#i18n/index.ts';

import type { ReportView } from './read-report.server.ts';
import { isFigure, type Cell, type ReportSection } from './report-cells.ts';
import { reportSections } from './report-sections.ts';

/** The data file of a report; docs/visit-report.md describes it. */
export function reportDocument(view: ReportView) {
  const { state, report, hash, signature, corrections, handedInAtMs } = view;
  const moment = (ms: number): string => new Date(ms).toISOString();
  return {
    ...reportFormat,
    state,
    report,
    handedInAt: handedInAtMs === null ? null : moment(handedInAtMs),
    signature: signature && { by: signature.by, at: moment(signature.atMs), hash, report: signature.signed },
    corrections: corrections.map(({ field, before, after, reason, foundAtMs, publishedAtMs, ...rest }) => ({
      ...{ field, before, after, reason, foundAt: moment(foundAtMs), publishedAt: moment(publishedAtMs) },
      inADay: isWithinADay({ field, before, after, reason, foundAtMs, publishedAtMs, ...rest }),
    })),
  };
}

/** A workbook with a sheet for each section; figures are numbers, shares are percentages. */
export async function reportWorkbook(view: ReportView, locale: Locale): Promise<Buffer> {
  const say = words(locale).visitReport;
  const sheets = reportSections(view, locale).map((section) => ({
    sheet: sheetName(section.title),
    columns: [{ width: 42 }, { width: 28 }, { width: 28 }, { width: 24 }, { width: 20 }, { width: 20 }],
    data: sheetOf(section, say),
  }));
  return writeExcelFile(sheets).toBuffer();
}

type Row = SheetData[number];

/** A sheet's name may not be longer than 31 signs nor hold any of these. */
function sheetName(title: string): string {
  return title.replaceAll(/[:\\/?*[\]]/g, ' ').slice(0, 31);
}

function sheetOf(
  { title, lines, tables, notes }: ReportSection,
  say: { item: string; value: string; note: string; hidden: string },
): SheetData {
  const bold = (value: string): Row[number] => ({ value, fontWeight: 'bold' });
  const rows: Row[] = [[bold(title)]];
  if (lines.length > 0) rows.push([bold(say.item), bold(say.value), bold(say.note)]);
  for (const { label, cell, note } of lines) rows.push([label, sheetCell(cell, say.hidden), note ?? '']);
  for (const { caption, head, rows: body } of tables) {
    rows.push([], [bold(caption)]);
    if (head.length > 0) rows.push(head.map(bold));
    for (const cells of body) rows.push(cells.map((cell) => sheetCell(cell, say.hidden)));
  }
  if (notes.length > 0) rows.push([]);
  for (const note of notes) rows.push([note]);
  return rows;
}

/** Words are typed as words, so that none of them is ever read as a formula. */
function sheetCell(cell: Cell, hidden: string): Row[number] {
  if (typeof cell === 'string') return cell === '' ? null : { value: cell, type: String, wrap: true };
  if (!isFigure(cell)) return hidden;
  if (cell.as === 'percent') return { value: cell.value / 10_000, type: Number, format: '0.0%' };
  return { value: cell.as === 'points' ? cell.value / 100 : cell.value, type: Number };
}
