/** The panels over an open game, in a chunk of their own: a lesson page carries the cover alone. */
export { default as FinishPanel } from './FinishPanel.svelte';
export { default as HelpPanel } from './HelpPanel.svelte';
export { default as PausePanel } from './PausePanel.svelte';
