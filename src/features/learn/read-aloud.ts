/**
 * Reads the page's words with the device's own voice, sentence by sentence, and marks the one being read.
 * Devices without a voice of the language never see a button: the text is always enough.
 */
export interface ReadAloud {
  /** Reads the elements one after another; `onEnd` is called when it stopped for whatever reason. */
  read(elements: readonly HTMLElement[], onEnd: () => void): void;
  stop(): void;
}

interface Sentence {
  readonly text: string;
  readonly range: Range;
  readonly element: HTMLElement;
}

const unread = 'rt, rp, button, .visually-hidden, [aria-hidden="true"], [data-unread]';
const sentenceEnd = /[。！？!?；;]|\.(?=\s|$)/;
const rate = 0.85;

/** Calls back when a voice of the language is there; some browsers load their voices late. */
export function whenVoiceIsThere(lang: string, found: (reader: ReadAloud) => void): void {
  if (!('speechSynthesis' in globalThis)) return;
  const look = (): boolean => {
    const voice = findVoice(lang);
    if (voice) found(createReader(voice));
    return voice !== null;
  };
  if (look()) return;
  const listen = (): void => {
    if (look()) speechSynthesis.removeEventListener('voiceschanged', listen);
  };
  speechSynthesis.addEventListener('voiceschanged', listen);
}

function findVoice(lang: string): SpeechSynthesisVoice | null {
  const wanted = lang.slice(0, 2);
  const voices = speechSynthesis
    .getVoices()
    .filter((voice) => voice.lang.replace('_', '-').toLowerCase().startsWith(wanted));
  const exact = voices.find((voice) => voice.lang.replace('_', '-') === lang);
  // Cantonese voices also begin with zh; they are not what the pinyin says.
  return exact ?? voices.find((voice) => !/HK|MO/.test(voice.lang)) ?? null;
}

function createReader(voice: SpeechSynthesisVoice): ReadAloud {
  let stopCurrent: () => void = () => undefined;

  function read(elements: readonly HTMLElement[], onEnd: () => void): void {
    stopCurrent();
    const sentences = elements.flatMap(sentencesOf);
    let stopped = false;
    stopCurrent = () => {
      if (stopped) return;
      stopped = true;
      speechSynthesis.cancel();
      mark(null);
      onEnd();
    };
    const next = (index: number): void => {
      const sentence = sentences[index];
      if (stopped) return;
      if (!sentence) {
        stopCurrent();
        return;
      }
      mark(sentence);
      const utterance = new SpeechSynthesisUtterance(sentence.text);
      utterance.voice = voice;
      utterance.lang = voice.lang;
      utterance.rate = rate;
      utterance.onend = () => next(index + 1);
      utterance.onerror = () => stopCurrent();
      speechSynthesis.speak(utterance);
    };
    next(0);
  }

  addEventListener('pagehide', () => stopCurrent());
  return { read, stop: () => stopCurrent() };
}

/** The sentences of an element in reading order, without pinyin and buttons, each with where it stands. */
function sentencesOf(element: HTMLElement): Sentence[] {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest(unread) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const sentences: Sentence[] = [];
  let text = '';
  let start: { node: Node; offset: number } | null = null;
  let block: Element | null = null;

  const close = (node: Node, offset: number): void => {
    if (start && /[\p{L}\p{N}]/u.test(text)) {
      const range = document.createRange();
      range.setStart(start.node, start.offset);
      range.setEnd(node, offset);
      sentences.push({ text: text.trim(), range, element });
    }
    text = '';
    start = null;
  };

  let last: Node | null = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const blockHere = node.parentElement?.closest('p, li, h1, h2, h3, label, legend, div') ?? null;
    if (last && blockHere !== block) close(last, last.textContent?.length ?? 0);
    block = blockHere;
    const content = node.textContent ?? '';
    for (let offset = 0; offset < content.length; offset += 1) {
      start ??= { node, offset };
      text += content.charAt(offset);
      if (sentenceEnd.test(content.slice(offset, offset + 2)) && sentenceEnd.test(content.charAt(offset)))
        close(node, offset + 1);
    }
    last = node;
  }
  if (last) close(last, last.textContent?.length ?? 0);
  return sentences;
}

/** Highlights a sentence without touching the page's elements; older browsers mark the whole paragraph. */
function mark(sentence: Sentence | null): void {
  for (const element of document.querySelectorAll('[data-reading]')) element.removeAttribute('data-reading');
  if ('highlights' in CSS) {
    if (sentence) CSS.highlights.set('reading', new Highlight(sentence.range));
    else CSS.highlights.delete('reading');
  } else sentence?.element.setAttribute('data-reading', '');
}
