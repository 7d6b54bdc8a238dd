# Reads posts as JSON, one a line ({"body": …}), and writes what Liquid and kramdown's GFM parser
# make of each: {"html": …}. Tags that need a site print nothing.
require "json"
require "kramdown"
require "kramdown-parser-gfm"
require "liquid"

class Silent < Liquid::Tag
end

class Fence < Liquid::Block
  def initialize(name, markup, context)
    super
    @language = markup.split.first
  end

  def render(context)
    "<pre><code>#{super.to_s.gsub("&", "&amp;").gsub("<", "&lt;").gsub(/\A\n|\n\z/, "")}</code></pre>"
  end
end

%w[include include_cached include_relative post_url link gist seo youtube].each do |name|
  Liquid::Template.register_tag(name, Silent)
end
Liquid::Template.register_tag("highlight", Fence)

module Filters
  def markdownify(text)
    Kramdown::Document.new(text.to_s, input: "GFM", hard_wrap: false).to_html
  end

  def relative_url(text)
    text
  end
  alias absolute_url relative_url
end
Liquid::Template.register_filter(Filters)

STDIN.each_line do |line|
  body = JSON.parse(line)["body"]
  begin
    body = Liquid::Template.parse(body, error_mode: :lax).render({})
  rescue Liquid::Error
    nil
  end
  document = Kramdown::Document.new(
    body, input: "GFM", hard_wrap: false, auto_ids: true, syntax_highlighter: nil
  )
  # The table of contents stands beside the page, not in it.
  document.root.children.reject! { |one| one.options.dig(:ial, :refs)&.include?("toc") }
  html = document.to_html
  puts JSON.generate({ "html" => html })
  STDOUT.flush
end
