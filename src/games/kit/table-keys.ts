/**
 * An attachment for a game's table version: it hears the page's keys wherever the focus is. `takeKey` says
 * whether the key was the game's; what it took does nothing else.
 */
export function hearKeys(takeKey: (event: KeyboardEvent) => boolean): (table: HTMLElement) => () => void {
  return (table) => {
    const onkeydown = (event: KeyboardEvent): void => {
      // A panel over the table makes it inert, keys included.
      if (event.ctrlKey || event.altKey || event.metaKey || table.closest('[inert]')) return;
      if (takeKey(event)) event.preventDefault();
    };
    addEventListener('keydown', onkeydown);
    return () => removeEventListener('keydown', onkeydown);
  };
}
