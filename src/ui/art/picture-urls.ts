/** Addresses of the drawings, for `<img>`: a page loads each once however often it stands there. */
const castUrls = import.meta.glob<string>('./cast/*.svg', { query: '?url', import: 'default', eager: true });
const lessonUrls = import.meta.glob<string>('./lessons/*.svg', {
  query: '?url',
  import: 'default',
  eager: true,
});
const characterUrls = import.meta.glob<string>('./characters/*.svg', {
  query: '?url',
  import: 'default',
  eager: true,
});
const secretUrls = import.meta.glob<string>('./pictures/*.svg', {
  query: '?url',
  import: 'default',
  eager: true,
});

const townUrls = import.meta.glob<string>('./town/*.svg', { query: '?url', import: 'default', eager: true });
const stateUrls = import.meta.glob<string>('./states/*.svg', {
  query: '?url',
  import: 'default',
  eager: true,
});

export function castPicture(id: string, mood?: string): string {
  return urlOf(castUrls, `./cast/${mood ? `${id}-${mood}` : id}.svg`);
}

export function lessonPicture(name: string): string {
  return urlOf(lessonUrls, `./lessons/${name}.svg`);
}

export function characterPicture(id: string): string {
  return urlOf(characterUrls, `./characters/${id}.svg`);
}

export function secretPicture(id: string): string {
  return urlOf(secretUrls, `./pictures/${id}.svg`);
}

export function townPicture(name: string): string {
  return urlOf(townUrls, `./town/${name}.svg`);
}

/** A lesson's building as it grows: the plan on paper, two stages of work, the opened house. */
export function buildingStages(lessonId: string): readonly string[] {
  return ['lot-empty', 'lot-stage-1', 'lot-stage-2', lessonId].map(townPicture);
}

export type StatePicture = 'fangfang-offline' | 'fangfang-lost' | 'desk-empty' | 'card-deck';

/** Drawings for screens that have nothing to show yet, or have lost their way; 320 × 240. */
export function statePicture(name: StatePicture): string {
  return urlOf(stateUrls, `./states/${name}.svg`);
}

function urlOf(urls: Readonly<Record<string, string>>, file: string): string {
  const url = urls[file];
  if (url === undefined) throw new Error(`There is no drawing src/ui/art/${file.slice(2)}.`);
  return url;
}
