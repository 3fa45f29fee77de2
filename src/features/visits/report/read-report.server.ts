import { createHash } from 'node:crypto';

import type { VisitWithCrew } from '#auth/visit-access.server.ts';
import { canonicalJson } from '#catalogue/canonical.ts';
import type { Database } from '#db/database.ts';
import { findReport, listCorrections, type ReportRow } from '#db/queries/visit-reports.ts';
import {
  applyCorrections,
  type CorrectableField,
  type ReportCorrection,
} from '#domain/report-corrections.ts';
import type { VisitReport } from '#domain/visit-report-shape.ts';
import { buildReport, nothingTyped, type TypedFacts } from '#domain/visit-report.ts';

import { readReportFacts } from './report-facts.server.ts';

/** How far a report is; a visit from before the platform has its source and no report of ours. */
export type ReportState = 'not-yet' | 'never' | 'before-platform' | 'draft' | 'handed-in' | 'signed';

/** What signing keeps: the whole report and the hash under which it was seen. */
export interface SignedReport {
  readonly report: VisitReport;
  readonly hash: string;
  readonly by: string;
}

export interface ReportView {
  readonly state: ReportState;
  /** Counts what was typed and corrected; 0 before anything was. */
  readonly version: number;
  readonly typed: TypedFacts;
  /** With its corrections. */
  readonly report: VisitReport;
  /** Of the report as it stands unsigned, or as it was signed. */
  readonly hash: string;
  readonly handedInAtMs: number | null;
  readonly signature: { readonly by: string; readonly atMs: number; readonly signed: VisitReport } | null;
  readonly corrections: readonly ReportCorrection[];
}

/** SHA-256 of the report as JSON with sorted keys: anybody can work it out again from the data file. */
function hashReport(report: VisitReport): string {
  return createHash('sha256').update(canonicalJson(report)).digest('hex');
}

export async function readReport(database: Database, visit: VisitWithCrew): Promise<ReportView> {
  const row = await findReport(database, visit.id);
  const typed = { ...nothingTyped, ...(row?.typed as Partial<TypedFacts> | undefined) };
  const common = {
    ...{ version: row?.version ?? 0, typed, handedInAtMs: row?.handedInAtMs ?? null },
  };
  const signature = signatureOf(row);
  if (signature) {
    const corrections = (await listCorrections(database, visit.id)).map(
      ({ field, before, after, reason, foundAtMs, publishedAtMs }) => ({
        ...{ field: field as CorrectableField, before, after, reason, foundAtMs, publishedAtMs },
      }),
    );
    const report = applyCorrections(signature.signed, corrections);
    return { ...common, state: 'signed', report, hash: signature.hash, signature, corrections };
  }
  const report = buildReport(await readReportFacts(database, visit, typed));
  const state = stateOf(visit, common.handedInAtMs);
  return { ...common, state, report, hash: hashReport(report), signature: null, corrections: [] };
}

function signatureOf(row: ReportRow | undefined) {
  if (!row?.signedAtMs) return null;
  const { report, hash, by } = row.signed as SignedReport;
  return { by, atMs: row.signedAtMs, hash, signed: report };
}

function stateOf({ status, source }: VisitWithCrew, handedInAtMs: number | null): ReportState {
  if (source) return 'before-platform';
  if (status === 'open' || status === 'agreed') return 'not-yet';
  if (status === 'cancelled' || status === 'not-held') return 'never';
  return handedInAtMs === null ? 'draft' : 'handed-in';
}
