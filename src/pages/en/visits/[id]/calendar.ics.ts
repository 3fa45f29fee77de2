export { calendarFile as GET } from '../../../_visits/filing.ts';

export const prerender = false;
