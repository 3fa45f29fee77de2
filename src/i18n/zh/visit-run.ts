import type { Duty } from '#domain/visit-duties.ts';
import type { CrewRole } from '#domain/visit.ts';

const roles: Record<CrewRole, string> = {
  captain: '队长',
  lecturer: '讲师',
  assistant: '助教',
  recorder: '记录员',
};

const duties: Record<Duty, string> = {
  greet: '向老师和孩子问好，介绍小分队，不提单位的产品',
  'keep-time': '看时间，来不及就点“缩短”',
  'hand-back': '收齐材料，谢谢大家，把课交回老师',
  tell: '讲故事，照着“这样说”',
  guide: '把做法讲清楚，请一个孩子说一遍',
  ask: '读题，先请选得不一样的孩子说理由，再揭晓',
  stage: '请孩子上来演，带全班说一说',
  close: '请孩子说带走了什么，不追问个人的事',
  'turn-pages': '看着大屏幕，跟着往下走',
  'walk-round': '走到各组，蹲下来听，只提问，不替做',
  'count-hands': '数举手，报给拿手机的人',
  'read-cards': '用手机摄像头读答题卡',
  'help-devices': '帮设备有问题的孩子，不看、不替选',
  'call-teams': '请各队轮流上来点选',
  'take-turns': '请一队上来，到时间换下一队',
  'hand-out': '发道具，用完当场收回、点清',
  'count-faces': '数三种感受各有几人',
  'note-start': '记下开始的时间和到的人数',
  'note-questions': '记下孩子问的问题，不记名字',
  'note-beliefs': '记下哪个想法选的人多',
  'note-end': '记下下课的时间，把问题放进“我想问”',
};

/** Words of the lesson of a visit: beginning it, running it from a phone, ending it. */
export const visitRun = {
  title: '上课',
  roles,
  duties,
  me: '你',
  whoDoesWhat: '谁做什么',
  nobody: '还没有人',
  teacherStays: '班级老师一直在教室里，这个班还是老师的。',
  ends: '{time} 下课',
  report: '报告推销',
  reported: '已经报告，协调员会马上看到。',
  notReported: '没有报告成功，请打开“行为报告”再点一次。',
  hardQuestions: '孩子可能会问',
  saySo: '可以这样答',
  handOn: '转交',
  start: {
    lead: '点“开始上课”，这部手机就是遥控器：现在第几步、还剩几分、接着说什么。教室的大屏幕会跟着走。',
    button: '开始上课',
    minutes: '多长',
    minutesOf: '{minutes} 分钟',
    mode: '怎么答',
    board: '教室的电脑：老师登录，打开同一页，点“打开大屏幕”。',
    when: '今天 {from}–{until}',
    clock: '现在 {time}',
    fewer: '班里有 {seats} 个座位，约定时说 {expected} 人：多出来的 {count} 份卡片和材料留着，不要发。',
    more: '班里有 {seats} 个座位，约定时说 {expected} 人：卡片和材料还少 {count} 份，上课前补上，或者两人合用。',
    gate: '去“志愿者准入”看看',
    noAccess: '这一课正在上，但你今天的班级权限已经结束。请班级老师接着上。',
    nobodyCrew: '小分队还没有人。先在“小分队”里排好谁来。',
  },
  over: {
    title: '这次到访上完了',
    held: '{time} 下课，已经记为“已上课”。',
    next: '接下来',
    questions: '把孩子的问题放进“我想问”',
    report: '写活动报告',
    home: '回到到访首页',
  },
};
