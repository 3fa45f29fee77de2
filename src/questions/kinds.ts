import { choice } from './choice/kind.ts';
import type { KindId } from './kit/define-kind.ts';

/** How each kind is written, shown and marked; what draws them is in inputs.ts. */
export const questionKinds = { choice } satisfies Record<KindId, { readonly id: KindId }>;
