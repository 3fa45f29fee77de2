import { isSound } from './backup-files.ts';

// Its own process, so that reading a whole file does not freeze the server: exit code 0 when it is sound.
const [file] = process.argv.slice(2);
process.exit(file !== undefined && isSound(file) ? 0 : 1);
