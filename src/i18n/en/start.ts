import type { start as zh } from '../zh/start.ts';

export const start: typeof zh = {
  'data-dir-not-writable':
    'The data folder cannot be written: {dataDir} ({reason}). Change its rights, or name another folder in DATA_DIR.',
  'database-in-use':
    'The database is in use by another program: {file}. A server may be running already: stop it, or name another folder in DATA_DIR.',
  'lock-not-kept':
    'This disk does not keep file locks: {file} ({met}). Network and synchronised drives often do not: put DATA_DIR on a disk of this computer.',
  'demo-in-the-open':
    '{dataDir} holds demo accounts, which anybody could use: they are not served to a network. Take another folder: leave DATA_DIR out, or name an empty one.',
  'database-corrupt': 'The database file is damaged: {file} ({reason}). ',
  'database-newer':
    'The database is newer than the program: it has {applied} upgrade steps, the program knows {known}. Open it with a newer program, or name another folder in DATA_DIR.',
  'database-unreachable':
    'No libsql-server answers at {url} ({reason}). Start it first, and check DATABASE_URL.',
  'database-token-refused': 'The libsql-server at {url} refuses the token. Check DATABASE_AUTH_TOKEN.',
  'database-url-unreadable': 'DATABASE_URL is not an address: {url}. For example http://127.0.0.1:8080.',
  'disk-full': 'The disk is full: {dataDir}. Make room, then start again.',
  restoreThis: 'The latest good backup can be restored: npm run db:restore -- {backup}',
  noGoodBackup: 'No good backup was found; do not delete this file, copy the whole data folder first.',
};
