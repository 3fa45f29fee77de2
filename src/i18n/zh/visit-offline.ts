/** Words of a visit without internet: taking it along, the laptop's terminal, handing its results in. */
export const visitOffline = {
  copyTitle: '离线副本',
  copy: '这是 {made} 下载的离线副本，在这台电脑上不联网也能用。课堂、提问、检查清单和行为报告会随结果文件一起交回；安排、小分队和报告请回到网站上改。',

  packTitle: '带去没有网的学校',
  packLead:
    '把这次到访下载成一个文件，拷到要带去的电脑上。那台电脑不联网也能上这节课：大屏幕、手机遥控、纸卡、学生平板都能用。回来后把结果交回网站，只记一次。',
  packInside: '文件里有：到访的安排、班级和座位号、小分队，以及一把给结果签名的钥匙。',
  packOutside: '文件里没有：学生的图案密码和学习记录、任何密码、老师的邮箱。',
  packButton: '下载到访文件',
  packHow: '在带去的电脑上',
  packSteps: [
    '先在有网的地方装好并启动一次：npm start',
    '再用这个文件启动：npm start -- --lan --visit {file}',
    '终端会给你一个登录链接；只用这一台电脑、不让别的设备进来，就去掉 --lan',
    '课上完、点了“下课”，在那台电脑的“交回结果”页下载结果文件',
    '回到有网的地方，在这个网站的“交回结果”页交上来',
  ],
  packSafe: '这个文件里有给结果签名的钥匙：只给小分队的人，交回以后可以删掉。',
  packsMade: '已下载的文件',
  madeAt: '下载时间',
  handedIn: '结果',
  handedInYes: '已交回 {at}',
  handedInNo: '还没有交回',
  content: '内容版本',

  handInTitle: '交回结果',
  makeLead:
    '课上完以后，从这里下载结果文件，带到有网的地方，在网站上这次到访的“交回结果”页交上去。可以下载多次；没有新的记录，文件就一模一样。',
  makeButton: '下载结果文件',
  makeKeep: '网站收下以前，不要删除这台电脑上的数据。',
  makeWhere: '交到这里：{address}',
  takeLead:
    '选那台电脑上下载的结果文件（名字以 .results 结尾）。同一个文件交几次都只记一次；断在中间，再交一次就好。',
  takeFile: '结果文件',
  takeButton: '交上来',
  takeSending: '正在送 {percent}%',
  takeReading: '送到了，正在记录……',
  takeLost: '没有送到：网络断了。文件还在，连上网再交一次，不会记两遍。',
  takeNone: '这次到访还没有下载过到访文件，所以没有结果可以交。',
  takenTitle: '结果已经收到',
  takenAt: '收到时间：{at}',
  lessons: '课',
  events: '课堂记录',
  repeated: '其中：之前在网上做过的题，只显示、不再算',
  leftOut: '没有收的记录（座位已不在，或这里没有那一版内容）',
  questions: '我想问',
  checks: '检查清单',
  conduct: '行为报告',
  clockRight: '那台电脑的时钟没有问题。',
  clockShifted:
    '那台电脑的时钟和这次到访对不上，差了约 {amount}。所有时间一起移到了这次到访的时段，先后和长短都没有变；记录的顺序以网站为准。',
  clockHours: '{n} 小时',
  clockDays: '{n} 天',
  clockMinutes: '{n} 分钟',

  packNotFound: '找不到到访文件：{file}。',
  packUnreadable: '这不是到访文件，或者没有下载完整：{file}。请在网站上这次到访的“离线包”页重新下载。',
  packOtherVersion:
    '这个到访文件是另一版程序做的：{file}。请把这台电脑上的程序更新到和网站一样的版本，再重新下载文件。',
  packAltered: '到访文件被改动过，或者拷坏了：{file}。请重新下载一次，不要用别的程序打开保存。',
  lessonDiffers:
    '这次到访的课 {lesson} 在这台电脑上是另一版（去年的内容？），不能上：学生看到的会和网站上不一样。请在有网的地方更新程序（git pull，再 npm start 一次），再用这个文件启动。',
  otherLessonsDiffer:
    '注意：这台电脑的内容和网站不是同一版。这次到访的课是一样的，可以上。不一样的课：{lessons}。回去后请更新程序。',
  onlyWordsDiffer: '注意：这台电脑的内容和网站不是同一版，课都一样，可以上。回去后请更新程序。',
  clockImpossible:
    '注意：这台电脑的时钟不对。它说现在是 {now}，可到访文件是 {made} 才做的。请在系统设置里调好时间，再启动一次。不调也能上课：交回结果时，时间会移到这次到访的时段。',
  otherDay:
    '注意：这次到访在 {day}，这台电脑说今天是 {today}。今天可以看安排、试讲、交回结果；上课要到那一天。如果是时钟不对，请调好再启动一次。',
  opened: '到访文件已打开：{day} · {lesson} · {class}。',
  openedAgain: '这个到访文件以前在这台电脑上打开过：{day} · {lesson} · {class}。先前的数据都在。',
  signInHere: '志愿者（{name}）：在这台电脑上打开登录链接（只能用一次；再启动会给新的）',
};
