// @ts-check
const config = {
  title: 'Sail log',
  url: 'https://example.org',
  baseUrl: '/sail/',
  onBrokenLinks: 'ignore',
  presets: [['classic', {blog: {onInlineAuthors: 'ignore', onInlineTags: 'ignore'}}]],
};
export default config;
