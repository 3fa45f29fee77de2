export const sealedTest = {
  title: '想一想，选一选',
  about: '这些题不打分，只帮老师看看哪里还要再讲讲。不急，慢慢选。',
  place: '第 {number} 题，共 {total} 题',
  progress: '已经选好 {done} 题，共 {total} 题',
  dontKnow: '我还不知道',
  send: '选好了',
  chooseFirst: '先选一个再往下走。不知道，就选“我还不知道”。',
  doneTitle: '都选好了，谢谢你！',
  doneText: '你的选择已经存好。老师会看看全班的想法，再和大家一起聊。',
  toTown: '回小镇',
};
