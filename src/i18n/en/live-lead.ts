import type { liveLead as zh } from '../zh/live-lead.ts';

export const liveLead: typeof zh = {
  teacher: "The class's teacher",
  pause: 'Pause',
  resume: 'Carry on',
  pausedBoard: 'One moment, please',
  pausedByYou: 'Paused. The board and the devices stand still.',
  pausedByTeacher: "The class's teacher has paused the lesson. It goes on when the teacher taps “Carry on”.",
  takeOver: 'Let me lead',
  giveBack: 'Hand it back',
  youLead: 'You are leading; others can only count.',
  teacherLeads: "The class's teacher is leading. You can go on counting.",
  late: 'Running late: the plan needs {planned} more minutes and {left} are left.',
  lateStill: 'Still {minutes} min over. All that can be left out is left out; keep it short.',
  shorten: 'Shorten: leave out {steps}',
  shortened: 'Shortened, without {steps}.',
  restore: 'Do them after all',
  quoted: '“{step}”',
  leftOut: 'left out',
};
