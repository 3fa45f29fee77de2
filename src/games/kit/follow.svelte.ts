import { createSubscriber } from 'svelte/reactivity';

import type { GameController } from './controller.ts';

/** The controller's state as something Svelte can watch: read `.state` in a component and it follows. */
export function followController<State, Move>(
  controller: GameController<State, Move>,
): { readonly state: State } {
  const subscribe = createSubscriber((update) => controller.subscribe(update));
  return {
    get state() {
      subscribe();
      return controller.state;
    },
  };
}
