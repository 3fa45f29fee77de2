/** Words around a game that four teams play on the room's screen. A game's own roles are in its folder. */
export const teamGames = {
  teams: { square: '方块队', circle: '圆圈队', triangle: '三角队', diamond: '菱形队' },
  turn: '轮到{team}',
  come: '请{team}上来',
  roles: '谁做什么',
  member: '{number} 号',
  countOff: '先在队里报数，选出 1、2、3、4 号。',
  here: '我们来了',
};
