package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.dcss.eventstore.local.blackbox.Answer;
import org.dcss.eventstore.local.blackbox.ApiClient;
import org.dcss.eventstore.local.blackbox.StoreUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is there and what is not, health, and who may call from a browser. */
@ExtendWith(StoreExtension.class)
@ResourceLock(value = StoreExtension.QUIET, mode = ResourceAccessMode.READ)
final class RoutesContractIT {

    private final StoreUnderTest store;
    private final ApiClient client;

    RoutesContractIT(StoreUnderTest store) {
        this.store = store;
        this.client = store.client();
    }

    @Test
    void healthyStoreSaysOk() throws Exception {
        Answer answer = client.get("/health");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.required("content-type")).startsWith("application/json");
        assertThat(answer.json().toString()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(answer.required("cache-control")).containsAnyOf("no-cache", "no-store");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/submit",
        "PUT,/submit",
        "DELETE,/submit",
        "POST,/events",
        "PUT,/events/1",
        "DELETE,/events/1",
        "POST,/health",
        "GET,/event",
        "GET,/events/1/2",
        "GET,/submit/x",
        "GET,/favicon.ico",
        "PATCH,/events",
        "HEAD,/submit",
        "POST,/",
        "GET,/docs/",
        "GET,/assets/page.css/x"
    })
    void otherRoutesAreNotFound(String method, String path) throws Exception {
        Answer answer = client.send(method, path, new byte[0], Map.of());

        assertThat(answer.status()).as(answer.toString()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/events?ts_day=0",
                "/events?after=0&limit=1",
                "/events?after=x",
                "/events",
                "/events/0",
                "/events/x",
                "/health",
                "/",
                "/docs",
                "/openapi.json",
                "/openapi.yaml",
                "/assets/none.js"
            })
    void headIsAnsweredAsGetIsWithoutTheBody(String path) throws Exception {
        Answer get = client.get(path);
        Answer head = client.send("HEAD", path, new byte[0], Map.of());

        assertThat(head.status()).as(head.toString()).isEqualTo(get.status());
        assertThat(head.body()).isEmpty();
        assertThat(head.required("content-type")).isEqualTo(get.required("content-type"));
        assertThat(head.header("cache-control")).isEqualTo(get.header("cache-control"));
        // A gateway may leave it out; if it is there it is that of GET.
        assertThat(head.header("content-length").orElse(get.required("content-length")))
                .isEqualTo(get.required("content-length"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../etc/passwd", "/%2e%2e/health", "/events/%2f..%2fhealth", "/events/..;/health"})
    void pathThatLeadsOutsideIsRefused(String path) throws Exception {
        Answer answer = client.get(path);

        assertThat(answer.status()).as(answer.toString()).isIn(400, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/events?after=0&limit=1", "/events?ts_day=0", "/events/0", "/events?after=x", "/health"})
    void pagesOfAnyOriginMayRead(String path) throws Exception {
        Answer answer = client.get(path, Map.of("Origin", "https://scores.example"));

        assertThat(answer.required("access-control-allow-origin")).isEqualTo("*");
        assertThat(answer.required("access-control-expose-headers")).containsIgnoringCase("link");
        assertThat(answer.required("access-control-expose-headers"))
                .containsIgnoringCase("etag")
                .containsIgnoringCase("caught-up");
    }

    @Test
    void browserMayAskFirst() throws Exception {
        Answer answer = client.send(
                "OPTIONS",
                "/events?ts_day=0",
                new byte[0],
                Map.of(
                        "Origin",
                        "https://scores.example",
                        "Access-Control-Request-Method",
                        "GET",
                        "Access-Control-Request-Headers",
                        "if-none-match"));

        assertThat(answer.status()).as(answer.toString()).isIn(200, 204);
        assertThat(answer.required("access-control-allow-origin")).isEqualTo("*");
        assertThat(answer.required("access-control-allow-methods"))
                .contains("GET")
                .doesNotContain("POST");
        assertThat(answer.required("access-control-allow-headers")).containsIgnoringCase("if-none-match");
    }

    @Test
    void headersOver10KiBAreRefused() throws Exception {
        Answer answer = client.get("/health", Map.of("X-Long", "x".repeat(12_000)));

        assertThat(answer.status()).as(answer.toString()).isIn(400, 413, 431, 494);
    }

    @Test
    void longPathIsRefusedOrNotFound() throws Exception {
        Answer answer = client.get("/events/" + "1".repeat(4_000));

        assertThat(answer.status()).as(answer.toString()).isIn(400, 404, 414);
        assertThat(store.client().get("/health").status()).isEqualTo(200);
    }
}
