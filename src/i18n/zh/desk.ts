export const desk = {
  navigation: '这个班',
  signOut: '退出登录',
};
