# Prints what Jekyll makes of each post of a site, a JSON object a line:
#
#     ruby tests/journals/jekyll_oracle.rb tests/journals/jekyll > tests/journals/jekyll_oracle.jsonl
#
# jekyll_oracle.jsonl was written by Jekyll 4.3.1 (kramdown 2.4) and is compared with what ilgi
# reads. Headings are those of the body without Liquid; `liquid` says that it has some.
require "jekyll"
require "json"
require "tmpdir"

ENV["TZ"] = "Asia/Seoul"
Dir.mktmpdir do |built|
  config = Jekyll.configuration(
    "source" => File.expand_path(ARGV.fetch(0)), "destination" => built, "quiet" => true,
    "disable_disk_cache" => true, "future" => true
  )
  site = Jekyll::Site.new(config)
  site.reset
  site.read
  markdown = site.find_converter_instance(Jekyll::Converters::Markdown)
  site.posts.docs.sort_by(&:relative_path).each do |post|
    liquid = post.content.match?(/\{[{%]/)
    headings = liquid ? [] : markdown.convert(post.content).scan(
      %r{<h([1-6])(?: id="([^"]*)")?[^>]*>(.*?)</h\1>}m
    )
    puts JSON.generate(
      path: post.relative_path,
      title: post.data["title"].to_s,
      slug: post.data["slug"],
      date: post.date.strftime("%Y-%m-%dT%H:%M:%S%:z"),
      categories: post.data["categories"],
      tags: post.data["tags"].flatten.compact.map(&:to_s).reject(&:empty?),
      url: post.url,
      liquid: liquid,
      headings: headings.map { |level, id, text| [level.to_i, id, text.gsub(/<[^>]*>/, "")] }
    )
  end
end
