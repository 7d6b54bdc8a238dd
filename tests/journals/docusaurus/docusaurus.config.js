// @ts-check
const config = {
  title: 'Sail log',
  url: 'https://example.org',
  baseUrl: '/sail/',
};
export default config;
