import type { Words } from '../index.ts';
import { accounts } from './accounts.ts';
import { answerCards } from './answer-cards.ts';
import { bank } from './bank.ts';
import { classroom } from './classroom.ts';
import { common } from './common.ts';
import { desk } from './desk.ts';
import { games } from './games.ts';
import { home } from './home.ts';
import { join } from './join.ts';
import { lan } from './lan.ts';
import { learn } from './learn.ts';
import { liveLead } from './live-lead.ts';
import { liveModes } from './live-modes.ts';
import { liveRoom } from './live-room.ts';
import { liveTools } from './live-tools.ts';
import { pages } from './pages.ts';
import { play } from './play.ts';
import { problems } from './problems.ts';
import { scan } from './scan.ts';
import { sealedTest } from './sealed-test.ts';
import { server } from './server.ts';
import { start } from './start.ts';
import { teach } from './teach.ts';
import { teachLessons } from './teach-lessons.ts';
import { teachSeats } from './teach-seats.ts';
import { teamGames } from './team-games.ts';
import { town } from './town.ts';
import { visitBooking } from './visit-booking.ts';
import { visitBulletin } from './visit-bulletin.ts';
import { visitGate } from './visit-gate.ts';
import { visitLearning } from './visit-learning.ts';
import { visitQuestions } from './visit-questions.ts';
import { visitPrepare } from './visit-prepare.ts';
import { visitRun } from './visit-run.ts';
import { visitReport } from './visit-report.ts';
import { visitOffline } from './visit-offline.ts';
import { visitDesk } from './visit-desk.ts';
import { visitFiling } from './visit-filing.ts';

export const en: Words = {
  accounts,
  answerCards,
  bank,
  classroom,
  common,
  desk,
  games,
  home,
  join,
  lan,
  learn,
  liveLead,
  liveModes,
  liveRoom,
  liveTools,
  pages,
  play,
  problems,
  scan,
  sealedTest,
  server,
  start,
  teach,
  teachLessons,
  teachSeats,
  teamGames,
  town,
  visitBooking,
  visitBulletin,
  visitGate,
  visitLearning,
  visitQuestions,
  visitPrepare,
  visitRun,
  visitReport,
  visitOffline,
  visitDesk,
  visitFiling,
};
