// Prints what Hexo makes of each post of a site, a JSON object a line. Run by oracles.py.
const Hexo = require("hexo");
const hexo = new Hexo(process.argv[2], { silent: true, draft: true });
hexo.init().then(() => hexo.source.process()).then(() => {
  for (const post of hexo.model("Post").sort("source").toArray()) {
    console.log(JSON.stringify({
      path: `source/${post.source}`,
      title: post.title,
      date: post.date.format(),
      tags: post.tags.toArray().map((tag) => tag.name),
      categories: post.categories.toArray().map((one) => one.name),
      url: `/${post.path}`,
    }));
  }
  return hexo.exit();
}).catch((error) => { console.error(error); process.exit(1); });
