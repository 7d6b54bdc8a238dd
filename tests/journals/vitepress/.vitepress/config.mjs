export default {
  title: 'Bread book',
  base: '/bread/',
  cleanUrls: true,
  ignoreDeadLinks: true,
}
