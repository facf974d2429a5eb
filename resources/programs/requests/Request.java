import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
{{#fresh}}
import java.util.UUID;
import java.util.regex.Pattern;
{{/fresh}}

// {{what}}
{{#again}}
// An event whose id was sent before is accepted again and billed once.
{{/again}}
{{#fresh}}
// The same events with new ids, at the time they arrive: they bill anew.
{{/fresh}}
//   java Request.java      (Java 15 or newer)
public class Request {
    public static void main(String[] args) throws Exception {
        String base = setting("{{address_name}}", {{address}}).replaceAll("/+$", "");
        String key = setting("{{key_name}}", "");
        if (key.isEmpty()) {
            System.err.println("Set {{key_name}}.");
            System.exit(1);
        }
{{#body}}
        String body = {{body}};
{{/body}}
{{#fresh}}
        body = Pattern.compile({{mark}}).matcher(body).replaceAll(id -> UUID.randomUUID().toString());
{{/fresh}}

        HttpRequest request = HttpRequest.newBuilder(URI.create(base + {{target}}))
                .version(HttpClient.Version.HTTP_1_1)
{{#body}}
                .method("{{method}}", BodyPublishers.ofString(body))
{{/body}}
{{#nobody}}
                .method("{{method}}", BodyPublishers.noBody())
{{/nobody}}
                .header("Authorization", "Bearer " + key)
{{#accept}}
                .header("Accept", {{accept_value}})
{{/accept}}
{{#body}}
                .header("Content-Type", {{content_value}})
{{/body}}
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        System.out.println(answer.statusCode() + " " + answer.body());
        System.exit(answer.statusCode() < 400 ? 0 : 1);
    }

    private static String setting(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value.strip();
    }
}
