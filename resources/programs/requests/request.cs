using System;
using System.Net.Http;
using System.Text;
{{#fresh}}
using System.Text.RegularExpressions;
{{/fresh}}

// {{what}}
{{#again}}
// An event whose id was sent before is accepted again and billed once.
{{/again}}
{{#fresh}}
// The same events with new ids, at the time they arrive: they bill anew.
{{/fresh}}
//   dotnet run request.cs      (.NET 10; for older ones in place of a project's Program.cs)
static class Request
{
    static string Setting(string name, string otherwise)
    {
        string value = Environment.GetEnvironmentVariable(name);
        return string.IsNullOrWhiteSpace(value) ? otherwise : value.Trim();
    }

    static int Main()
    {
        string address = Setting("{{address_name}}", {{address}}).TrimEnd('/');
        string key = Setting("{{key_name}}", "");
        if (key == "")
        {
            Console.Error.WriteLine("Set {{key_name}}.");
            return 1;
        }
{{#body}}
        string body = {{body}};
{{/body}}
{{#fresh}}
        body = Regex.Replace(body, {{mark}}, id => Guid.NewGuid().ToString());
{{/fresh}}

        using (var client = new HttpClient())
        using (var request = new HttpRequestMessage(new HttpMethod("{{method}}"), address + {{target}}))
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
{{#accept}}
            request.Headers.TryAddWithoutValidation("Accept", {{accept_value}});
{{/accept}}
{{#body}}
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", {{content_value}});
{{/body}}
            var answer = client.SendAsync(request).GetAwaiter().GetResult();
            string text = answer.Content.ReadAsStringAsync().GetAwaiter().GetResult();
            Console.WriteLine((int)answer.StatusCode + " " + text);
            return (int)answer.StatusCode < 400 ? 0 : 1;
        }
    }
}
