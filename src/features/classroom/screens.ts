import type { Locale } from '#domain/text.ts';

import type { LiveView } from './live-view.ts';

export interface ControlProps {
  readonly locale: Locale;
  readonly view: LiveView;
}

export interface BoardProps extends ControlProps {
  /** Addresses of the lesson's drawings by name. */
  readonly pictures: Readonly<Record<string, string>>;
}
