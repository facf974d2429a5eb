import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse.BodyHandlers
{{#fresh}}
import java.util.UUID
{{/fresh}}
import kotlin.system.exitProcess

// {{what}}
{{#again}}
// An event whose id was sent before is accepted again and billed once.
{{/again}}
{{#fresh}}
// The same events with new ids, at the time they arrive: they bill anew.
{{/fresh}}
//   kotlinc Request.kt -include-runtime -d request.jar && java -jar request.jar
fun setting(name: String): String? = System.getenv(name)?.trim()?.ifEmpty { null }

fun main() {
    val base = (setting("{{address_name}}") ?: {{address}}).trimEnd('/')
    val key = setting("{{key_name}}")
    if (key == null) {
        System.err.println("Set {{key_name}}.")
        exitProcess(1)
    }
{{#recorded}}
{{#body}}
    val body = {{body}}
{{/body}}
{{/recorded}}
{{#fresh}}
    val recorded = {{body}}
    val body = Regex({{mark}}).replace(recorded) { UUID.randomUUID().toString() }
{{/fresh}}

    val request = HttpRequest.newBuilder(URI.create(base + {{target}}))
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
        .build()
    val answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString())
    println("${answer.statusCode()} ${answer.body()}")
    exitProcess(if (answer.statusCode() < 400) 0 else 1)
}
