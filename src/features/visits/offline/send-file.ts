/**
 * Sends the form's file with progress, for a large file on a slow line. Without a script the form posts itself.
 * What the page would say is read from the page that the server answers.
 */
export function sendFile(host: HTMLElement): void {
  const form = host.querySelector('form');
  const input = host.querySelector<HTMLInputElement>('input[type=file]');
  const button = host.querySelector('button');
  const state = host.querySelector<HTMLElement>('.state');
  const alert = host.querySelector<HTMLElement>('[role=alert]');
  if (!form || !input || !button || !state || !alert) return;
  const say = (text: string, percent: number): void => {
    state.hidden = false;
    const [bar, words] = state.children;
    if (bar instanceof HTMLProgressElement) bar.value = percent;
    if (words) words.textContent = text;
  };
  const complain = (text: string): void => {
    state.hidden = true;
    button.disabled = false;
    alert.hidden = false;
    alert.textContent = text;
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    alert.hidden = true;
    const file = input.files?.[0];
    if (!file) return;
    const { mostBytes, tooLarge = '', sending = '', reading = '', lost = '' } = host.dataset;
    if (file.size > Number(mostBytes)) {
      complain(tooLarge);
      return;
    }
    button.disabled = true;
    const request = new XMLHttpRequest();
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      const percent = Math.floor((100 * loaded) / Math.max(1, total));
      say(percent < 100 ? sending.replace('{percent}', String(percent)) : reading, percent);
    });
    request.addEventListener('error', () => complain(lost));
    request.addEventListener('load', () => {
      if (request.status < 300) {
        window.location.assign(request.responseURL);
        return;
      }
      const page = new DOMParser().parseFromString(request.responseText, 'text/html');
      complain(page.querySelector('.told.problem:not([hidden])')?.textContent.trim() || lost);
    });
    request.open('POST', form.action);
    request.send(new FormData(form));
  });
}
