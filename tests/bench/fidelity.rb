# Reads posts of the site that is named as JSON, one a line ({"body": …, "page": …}), and writes what
# Jekyll's Liquid, with the data and the includes of the site, and kramdown's GFM parser make of
# each: {"html": …}. Tags that need its posts print nothing.
require "jekyll"
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

%w[include_relative post_url link gist seo youtube].each do |name|
  Liquid::Template.register_tag(name, Silent)
end
Liquid::Template.register_tag("highlight", Fence)

Liquid::Template.register_tag("include_cached", Jekyll::Tags::IncludeTag)

begin
  site = Jekyll::Site.new(Jekyll.configuration({ "source" => ARGV[0], "quiet" => true }))
rescue StandardError
  # What its configuration asks for, such as a theme, is not installed.
  config = File.read(File.join(ARGV[0], "_config.yml"))
  given = YAML.safe_load(config, permitted_classes: [Symbol, Date, Time], aliases: true)
  given = given.reject { |key, _| %w[theme plugins gems].include?(key) }
  settings = Jekyll.configuration({ "quiet" => true, "config" => [] })
  site = Jekyll::Site.new(settings.merge(given, "source" => ARGV[0]))
end
site.data = Jekyll::DataReader.new(site).read(site.config["data_dir"])
names = site.config.merge("data" => site.data)

STDIN.each_line do |line|
  given = JSON.parse(line)
  body, page = given["body"], given["page"]
  begin
    registers = { site: site, page: page }
    body = Liquid::Template.parse(body, error_mode: :lax)
                           .render!({ "site" => names, "page" => page }, registers: registers)
  rescue Liquid::Error, IOError, ArgumentError
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
