/** The four ways in which a room answers: chosen at the start of a lesson and changed on the board. */
export const liveModes = {
  question: '全班怎么回答？',
  hint: '上课时随时可以换，数好的都留着。',
  modes: {
    devices: { name: '每人一台设备', what: '平板或机房电脑：扫码进来，每人自己点。' },
    'one-screen': { name: '一块屏幕四个队', what: '只要这块大屏：■●▲◆ 四个队商量好，派人来点。' },
    cards: { name: '纸卡+手机摄像头', what: '每座举一张打印的纸卡，老师用手机拍一下。' },
    'hand-count': { name: '举手数人数', what: '什么都不用：举手，在大屏上按加号。' },
  },
};
