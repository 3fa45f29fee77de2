import type { VisitFrame } from '../visit-frame.ts';
import type { ReportView } from './read-report.server.ts';

/** What the report's page is given beside its frame. */
export interface ReportPage extends VisitFrame {
  readonly view: ReportView;
  readonly mayWrite: boolean;
  readonly maySign: boolean;
  /** What was typed and refused, to be given back. */
  readonly refused: Readonly<Record<string, string | undefined>> | null;
}
