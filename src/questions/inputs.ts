import type { Component } from 'svelte';

import Choice from './choice/Input.svelte';
import type { QuestionInputProps, ShownQuestion } from './input.ts';

/** The screens of the question kinds; a kind without one fails the type check. */
export const inputs = { choice: Choice } satisfies Record<
  ShownQuestion['kind'],
  Component<QuestionInputProps>
>;
