/** Why the program can't open its data, one sentence for each StartProblemCode of db/start-problem.ts. */
export const start = {
  'data-dir-not-writable':
    '数据文件夹不能写：{dataDir}（{reason}）。请改权限，或用 DATA_DIR 指定另一个文件夹。',
  'database-in-use':
    '数据库正被另一个程序使用：{file}。可能已经有一个服务器在运行，请先停下它，或用 DATA_DIR 指定另一个文件夹。',
  'lock-not-kept':
    '这个磁盘不能给文件上锁：{file}（{met}）。网络盘和同步盘常常这样，请把 DATA_DIR 放到本机硬盘上。',
  'demo-in-the-open':
    '{dataDir} 里有演示账号，谁都能登录，不能放到网络上。请用另一个文件夹：去掉 DATA_DIR，或写一个空的文件夹。',
  'database-corrupt': '数据库文件坏了：{file}（{reason}）。',
  'database-newer':
    '数据库比程序新：它有 {applied} 步升级，程序只认识 {known} 步。请用较新的程序打开它，或用 DATA_DIR 指定另一个文件夹。',
  'database-unreachable': '连不上 libsql-server：{url}（{reason}）。请先启动它，并检查 DATABASE_URL。',
  'database-token-refused': 'libsql-server 不接受这个令牌：{url}。请检查 DATABASE_AUTH_TOKEN。',
  'database-url-unreadable': 'DATABASE_URL 写得不对：{url}。例如 http://127.0.0.1:8080。',
  'disk-full': '磁盘满了：{dataDir}。请腾出空间后再启动。',
  restoreThis: '最近的好备份可以这样恢复：npm run db:restore -- {backup}',
  noGoodBackup: '没有找到可用的备份；请不要删除这个文件，先把整个数据文件夹复制一份。',
};
