package org.dcss.eventstore.query.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.dcss.eventstore.query.answer.Endpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

    /** What Lambda takes for an answer, in bytes of JSON. */
    private static final int MAX_ANSWER_BYTES = 6_291_556;

    private static final Pattern NAMED = Pattern.compile("\"(?:\\./|assets/)([^\"/]+\\.[0-9a-f]{12}\\.[a-z]+)\"");
    /** Script, style and whatever else a strict policy would not let run. */
    private static final Pattern INLINE =
            Pattern.compile("<script(?![^>]*\\ssrc=)|<style|\\sstyle=|\\son[a-z]+=|javascript:|https?://");

    private final Map<String, Endpoint> routes = Pages.routes();

    private APIGatewayV2HTTPResponse get(String route, String name, Map<String, String> headers) {
        APIGatewayV2HTTPEvent request = new APIGatewayV2HTTPEvent();
        request.setRawPath("");
        request.setHeaders(headers);
        request.setPathParameters(Map.of("name", name));
        return Objects.requireNonNull(routes.get(route))
                .answer(request, Instant.MAX)
                .response();
    }

    private APIGatewayV2HTTPResponse get(String route) {
        return get(route, "", Map.of());
    }

    private static byte[] bytes(APIGatewayV2HTTPResponse response) {
        assertThat(response.getStatusCode()).isEqualTo(200);
        assertThat(response.getIsBase64Encoded()).isTrue();
        return Base64.getDecoder().decode(response.getBody());
    }

    private static String text(APIGatewayV2HTTPResponse response) {
        return new String(bytes(response), StandardCharsets.UTF_8);
    }

    private static Set<String> namedIn(String text) {
        return NAMED.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    @Test
    void whateverAPageLoadsIsThereForEver() throws IOException {
        Deque<String> ahead = new ArrayDeque<>();
        ahead.addAll(namedIn(text(get("GET /"))));
        ahead.addAll(namedIn(text(get("GET /docs"))));
        Set<String> seen = new TreeSet<>();
        while (!ahead.isEmpty()) {
            String name = ahead.pop();
            if (seen.add(name)) {
                APIGatewayV2HTTPResponse answer = get("GET /assets/{name}", name, Map.of());
                assertThat(answer.getHeaders())
                        .as(name)
                        .containsEntry("Cache-Control", "public, max-age=31536000, immutable")
                        .containsEntry("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
                assertThat(answer.getBody().length()).isLessThan(MAX_ANSWER_BYTES / 2);
                if (name.startsWith("swagger") || name.startsWith("uPlot")) {
                    continue;
                }
                ahead.addAll(namedIn(text(answer)));
            }
        }
        Set<String> files = StaticFiles.OWN.stream()
                .filter(name -> !name.endsWith(".html"))
                .map(name -> name.substring(0, name.lastIndexOf('.')))
                .collect(Collectors.toSet());
        assertThat(seen.stream().map(name -> name.split("\\.", 2)[0])).containsAll(files);
    }

    @Test
    void everyFileThatIsPackedIsKnown() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(StaticFiles.class.getResource("page.html"))
                        .toURI())
                .resolveSibling(".");
        try (Stream<Path> packed = Files.list(folder)) {
            assertThat(packed.map(file -> file.getFileName().toString())
                            .filter(name -> name.matches(".*\\.(js|css|html)"))
                            .filter(name -> !name.startsWith("swagger") && !name.startsWith("uPlot")))
                    .containsExactlyInAnyOrderElementsOf(StaticFiles.OWN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /", "GET /docs"})
    void aPageRunsNothingThatIsNotAFileOfThisStore(String route) {
        APIGatewayV2HTTPResponse answer = get(route);

        assertThat(INLINE.matcher(text(answer)).results().map(found -> found.group()))
                .isEmpty();
        assertThat(answer.getHeaders())
                .containsEntry("Content-Type", "text/html; charset=utf-8")
                .containsEntry("Cache-Control", "no-cache")
                .containsEntry("Referrer-Policy", "no-referrer");
        assertThat(answer.getHeaders().get("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .contains("base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http", "*");
    }

    /** Where something would make markup of a text by accident, the browser refuses. */
    @Test
    void thePageMakesNoMarkupOfText() {
        assertThat(get("GET /").getHeaders().get("Content-Security-Policy"))
                .endsWith("require-trusted-types-for 'script'; trusted-types 'none'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /", "GET /docs", "GET /openapi.json", "GET /openapi.yaml"})
    void whatTheClientHasIsNotSentAgain(String route) throws IOException {
        Map<String, String> gzip = Map.of("accept-encoding", "gzip");
        APIGatewayV2HTTPResponse plain = get(route);
        APIGatewayV2HTTPResponse compressed = get(route, "", gzip);
        String tag = compressed.getHeaders().getOrDefault("ETag", "");

        assertThat(tag).isNotEqualTo(plain.getHeaders().get("ETag"));
        assertThat(compressed.getHeaders())
                .containsEntry("Content-Encoding", "gzip")
                .containsEntry("Vary", "Accept-Encoding");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(bytes(compressed))).readAllBytes())
                .isEqualTo(bytes(plain));
        Map<String, String> again = new HashMap<>(gzip);
        again.put("if-none-match", tag);
        APIGatewayV2HTTPResponse unchanged = get(route, "", again);
        assertThat(unchanged.getStatusCode()).isEqualTo(304);
        assertThat(unchanged.getBody()).isNull();
    }

    @Test
    void compressedOnceNotForEachRequest() {
        Map<String, String> gzip = Map.of("accept-encoding", "gzip");

        assertThat(get("GET /", "", gzip).getBody())
                .isSameAs(get("GET /", "", gzip).getBody());
    }

    @Test
    void theDocumentIsServedWhole() throws IOException {
        JsonNode document = new ObjectMapper().readTree(bytes(get("GET /openapi.json")));

        assertThat(document.findValuesAsText("$ref"))
                .hasSizeGreaterThan(20)
                .allMatch(reference -> reference.startsWith("#/"));
        assertThat(document.at("/servers/0/url").asText()).isEqualTo("/");
        assertThat(document.at("/paths").fieldNames())
                .toIterable()
                .contains("/", "/docs", "/openapi.json", "/openapi.yaml", "/assets/{name}");
        assertThat(get("GET /openapi.yaml").getHeaders())
                .containsEntry("Content-Type", "application/yaml")
                .containsEntry("Cache-Control", "public, max-age=300");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "page.css",
                "page.000000000000.css",
                "dry-run.000000000000.json",
                "../page.css",
                "StaticFiles.000000000000.class"
            })
    void anyOtherNameIsNotFoundAndNotKept(String name) {
        APIGatewayV2HTTPResponse answer = get("GET /assets/{name}", name, Map.of());

        assertThat(answer.getStatusCode()).isEqualTo(404);
        assertThat(answer.getHeaders()).containsEntry("Cache-Control", "no-store");
    }

    @Test
    void aNameTellsWhatTheFileHolds() {
        StaticFile one = new StaticFile("one.min.js", new byte[] {1});
        StaticFile other = new StaticFile("one.min.js", new byte[] {2});

        assertThat(one.hashedName()).matches("one\\.min\\.[0-9a-f]{12}\\.js").isNotEqualTo(other.hashedName());
    }
}
