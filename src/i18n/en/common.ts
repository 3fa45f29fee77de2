import type { common as zh } from '../zh/common.ts';

export const common: typeof zh = {
  brand: 'Square One',
  brandLong: 'Square One · 一平方课堂',
  town: 'One-Square Town',
  otherLanguage: '中文',
  skipToContent: 'Skip to content',
  back: 'Back',
  next: 'Next',
  save: 'Save',
  cancel: 'Cancel',
  notMe: 'Not me',
  seatChip: 'Seat {number}',
  offline: 'The network is down. Answers are kept on this device and sent when it is back.',
  loading: 'Opening…',
  privacy: 'Privacy',
};
