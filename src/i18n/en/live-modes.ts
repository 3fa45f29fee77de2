import type { liveModes as zh } from '../zh/live-modes.ts';

export const liveModes: typeof zh = {
  question: 'How does the class answer?',
  hint: 'You can change it at any time in the lesson; nothing counted is lost.',
  modes: {
    devices: {
      name: 'A device each',
      what: 'Tablets or a computer room: scan to come in, everyone taps alone.',
    },
    'one-screen': {
      name: 'One screen, four teams',
      what: 'Only this big screen: teams ■●▲◆ talk it over and send somebody to tap.',
    },
    cards: {
      name: 'Paper cards and a phone camera',
      what: 'Every seat holds up a printed card and your phone reads the room.',
    },
    'hand-count': {
      name: 'Counting hands',
      what: 'Nothing needed: hands go up, you press plus on the screen.',
    },
  },
};
