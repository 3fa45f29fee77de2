/** Why the server can't listen; printed in both languages. */
export const server = {
  portTaken:
    '端口 {port} 已被占用：可能已经有一个服务器在运行。请先停下它，或换一个端口，例如 PORT=4322 npm start。',
  hostUnknown: 'HOST={host} 不是这台电脑的地址。请改成 127.0.0.1（只给本机）或 0.0.0.0（给同一网络）。',
  portForbidden: '没有权限使用端口 {port}。请用 1024 以上的端口，例如 PORT=4321。',
};
