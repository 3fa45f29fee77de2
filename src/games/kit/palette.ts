/** The colours of src/ui/tokens.css for drawing on a canvas. */
export const palette = {
  paper: '#fffbf2',
  ink: '#22303c',
  ink2: '#4a5a68',
  celadon: '#0b6e66',
  celadonDeep: '#084e49',
  celadonLight: '#cfece6',
  mandarin: '#f6a51a',
  mandarinDeep: '#9a4a00',
  mandarinLight: '#ffe9c2',
  indigo: '#1f2f7a',
  indigoLight: '#dce4fa',
  blossom: '#f5c1dc',
  line: '#7a8894',
  white: '#ffffff',
} as const;

export type PaletteColour = keyof typeof palette;
