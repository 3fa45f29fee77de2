import type { server as zh } from '../zh/server.ts';

export const server: typeof zh = {
  portTaken:
    'Port {port} is taken: a server may be running already. Stop it, or choose another port, for example PORT=4322 npm start.',
  hostUnknown:
    'HOST={host} is not an address of this computer. Use 127.0.0.1 (this computer only) or 0.0.0.0 (the same network).',
  portForbidden: 'Port {port} may not be used. Take one above 1024, for example PORT=4321.',
};
