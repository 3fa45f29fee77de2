/** Words of the answer cards: the page that prints them. */
export const answerCards = {
  title: '答题卡',
  lead: '没有平板也能每人作答：每个座位一张卡，把选的字母转到上面，举起来，用摄像头一读，全班的答案就有了。座位号印在左上角，一张卡用整个学年。',
  howHold: '举卡：有图案的一面朝前，要选的字母在最上面；手拿两边白的地方，别盖住黑框。',
  howPrint: '打印：A4 纸，“实际大小”（100%），不要缩放；用哑光纸，不要塑封，反光会读不出。',
  howDontKnow: 'A、B、C 是题目的三个选项；D 在上面，就是“我还不知道”。',
  size: '卡片大小',
  big: '大（一页 2 张，坐得远也能读）',
  small: '小（一页 4 张，适合 5 米以内）',
  from: '从座位',
  to: '到座位',
  show: '显示',
  print: '打印 {sheets} 页',
  cardOf: '{seat} 号座的答题卡',
  holdLine: '要选的字母朝上，手拿白边。D = 我还不知道',
  toSeatCards: '座位卡',
  fromSeatCards: '答题卡（举起来作答）',
};
