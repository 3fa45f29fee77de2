import type { lan as zh } from '../zh/lan.ts';

export const lan: typeof zh = {
  unknownFlag:
    '{flag} is unknown. There are three flags: --lan (for a classroom’s network), --tls (with --lan: https) and --visit FILE (a visit without internet).',
  visitNeedsFile:
    '--visit needs the visit file, for example: npm start -- --lan --visit 2026-11-24-LB02.visit.json.',
  tlsNeedsLan: '--tls goes with --lan: npm start -- --lan --tls.',
  flagEatenByNpm: 'Put a -- before it, or npm keeps it for itself: npm start -- --lan.',
  onlyHere: 'Other devices cannot open this address. To let them in, start it on this computer with:',
  printedInRoom:
    'The cards carry this computer’s present address in the room’s network. When the router gives it another, printed codes lead nowhere: have the router keep it, or let pupils scan the big screen. The lower half does not open at home.',
  firstTitle: 'Teacher: make your account first (once, open it on this computer)',
  signInTitle: 'Teacher: open it on this computer and sign in',
  lostPassword: 'Lost your password: npm run account:link -- --lan --email E-MAIL',
  pupilsTitle: 'Pupils: scan, or type into the browser',
  otherAddresses: 'If that does not open, try: {addresses}',
  noNetwork:
    'This computer is in no network. Join the classroom’s Wi-Fi or turn on this computer’s hotspot, then start again.',
  tips: 'It does not open? Devices must be in the same Wi-Fi as this computer; when Windows asks about its firewall, allow it; some school Wi-Fi keeps devices apart: then use this computer’s hotspot. No internet is needed.',
  plainHttp:
    'This is plain http: pupils’ devices have no live camera (read paper cards from photos, or at localhost on this computer), and keep no lesson for a lost network (that takes a site with SITE_URL and a real certificate). If you must have the live camera, add --tls.',
  tlsWarning:
    'The certificate is the server’s own: at first each device warns “not secure” or “your connection is not private”. Choose Advanced, then Continue, after checking that the address is the one below. Do so in your own classroom’s network only; without the live camera there is no need for --tls.',
  data: 'The data is in {dataDir}. Stop: Ctrl+C',
};
