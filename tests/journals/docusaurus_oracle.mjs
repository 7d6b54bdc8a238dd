// Prints what Docusaurus reads of a site, a JSON object a line: posts of the blog, pages of docs.
import path from 'node:path';
import {createRequire} from 'node:module';

const root = path.resolve(process.argv[2]);
const require = createRequire(path.join(root, 'package.json'));
const {loadSite} = require('@docusaurus/core/lib/server/site.js');
const site = await loadSite({siteDir: root});

function row({source, title, tags, draft}, more) {
  const names = (tags ?? []).map((tag) => tag.label);
  const file = source.replace(/^@site\//, '');
  console.log(JSON.stringify({path: file, title, tags: names, draft: Boolean(draft), ...more}));
}

for (const {name, content} of site.props.plugins) {
  if (name === 'docusaurus-plugin-content-blog') {
    for (const {metadata} of content.blogPosts) {
      const draft = metadata.frontMatter.draft;
      row({...metadata, draft}, {date: metadata.date, url: metadata.permalink});
    }
  } else if (name === 'docusaurus-plugin-content-docs') {
    for (const {docs} of content.loadedVersions) {
      for (const doc of docs) row(doc, {url: doc.permalink});
    }
  }
}
process.exit(0);
