# One recorded request. It prints the answer's status and body.
#   ruby request.rb
# {{what}}
{{#again}}
# An event whose id was sent before is accepted again and billed once.
{{/again}}
{{#fresh}}
# The same events with new ids, at the time they arrive: they bill anew.
{{/fresh}}
require "net/http"
{{#fresh}}
require "securerandom"
{{/fresh}}
require "uri"

base = ENV["{{address_name}}"].to_s
base = {{address}} if base.empty?
key = ENV["{{key_name}}"].to_s
abort "Set {{key_name}}." if key.empty?
{{#body}}
body = {{body}}
{{/body}}
{{#fresh}}
body = body.gsub({{mark}}) { SecureRandom.uuid }
{{/fresh}}

uri = URI(base.sub(%r{/+\z}, "") + {{target}})
request = Net::HTTPGenericRequest.new("{{method}}", {{sends}}, {{receives}}, uri)
request["Authorization"] = "Bearer " + key
{{#accept}}
request["Accept"] = {{accept_value}}
{{/accept}}
{{#body}}
request["Content-Type"] = {{content_value}}
request.body = body
{{/body}}
{{#emptybody}}
request.body = ""
{{/emptybody}}
begin
  answer = Net::HTTP.start(uri.hostname, uri.port, use_ssl: uri.scheme == "https") { |http| http.request(request) }
rescue SystemCallError, SocketError, IOError, Timeout::Error => problem
  abort "No answer: #{problem.message}"
end
puts "#{answer.code} #{answer.body}"
exit answer.code.to_i < 400
