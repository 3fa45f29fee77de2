/** Words about a room's own network: the terminal of `npm start -- --lan`, and screens that show an address. */
export const lan = {
  unknownFlag:
    '不认识 {flag}。可以写的只有：--lan（给教室的局域网用）、--tls（和 --lan 一起，用 https）和 --visit 文件（不联网上一次到访）。',
  visitNeedsFile: '--visit 后面要写到访文件，例如：npm start -- --lan --visit 2026-11-24-LB02.visit.json。',
  tlsNeedsLan: '--tls 要和 --lan 一起用：npm start -- --lan --tls。',
  flagEatenByNpm: '要在参数前面多写一个 --，不然 npm 会把它吃掉：npm start -- --lan。',
  onlyHere: '别的设备打不开这个地址。要让它们进来，请在这台电脑上这样启动：',
  printedInRoom:
    '卡片上印的是这台电脑现在的局域网地址。路由器给它换了地址，印好的二维码就打不开了：请路由器固定这个地址，或让学生扫大屏幕上的。下半张在家里打不开。',
  firstTitle: '老师：先建账号（只有这一次，在这台电脑上打开）',
  signInTitle: '老师：在这台电脑上打开，登录',
  lostPassword: '忘了密码：npm run account:link -- --lan --email 邮箱',
  pupilsTitle: '学生：扫码，或在浏览器里输入',
  otherAddresses: '打不开就换这几个地址试试：{addresses}',
  noNetwork: '这台电脑还没有连上任何网络。连上教室的 Wi-Fi，或打开这台电脑的热点，再重新启动。',
  tips: '打不开？设备要和这台电脑连同一个 Wi-Fi；Windows 问防火墙时点“允许”；有的学校 Wi-Fi 不让设备互相访问，这时用这台电脑的热点。不需要互联网。',
  plainHttp:
    '这里是普通 http：学生的设备不能用实时摄像头（读纸卡请改用拍照，或用这台电脑的 localhost），也不能预存课程供断网时用（那要有 SITE_URL 的正式 https 网站）。一定要用实时摄像头，就加 --tls。',
  tlsWarning:
    '这里是自己签发的证书：每台设备第一次打开会看到“不安全”或“您的连接不是私密连接”，点“高级”→“继续前往”即可。请先核对地址就是下面这一行。只在自己教室的网络里这样做；不需要实时摄像头就不用 --tls。',
  data: '数据在 {dataDir}。停止：Ctrl+C',
};
