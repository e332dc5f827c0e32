package org.dcss.eventstore.local.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.dcss.eventstore.local.function.LambdaFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is on the wire, byte by byte, before functions that do as little as possible. */
final class HttpGatewayIT {

    private static final int BODY_BYTES = 1_000_000;

    private final AtomicReference<String> asked = new AtomicReference<>("");
    private HttpGateway gateway;

    @BeforeEach
    void start() throws IOException {
        LambdaFunction reading = event ->
                "{\"statusCode\":200,\"headers\":{\"etag\":\"\\\"1\\\"\"},\"body\":\"twelve bytes\"}".getBytes(UTF_8);
        LambdaFunction writing = event -> {
            asked.set(new String(event, UTF_8));
            return "{\"statusCode\":204}".getBytes(UTF_8);
        };
        LambdaFunction failing = event -> {
            throw new StackOverflowError();
        };
        GatewayOptions options =
                new GatewayOptions(0, Limits.OF_AN_ACCOUNT, 8, Cors.READING, Set.of("store.example.org"), BODY_BYTES);
        gateway = HttpGateway.start(
                options,
                List.of(
                        new Route("GET", "/events", reading),
                        new Route("HEAD", "/events", reading),
                        new Route("POST", "/submit", writing),
                        new Route("GET", "/health", failing)),
                Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void headIsAnsweredAsGetWithoutTheBody() throws IOException {
        String get = answer("GET /events HTTP/1.1\r\nHost: localhost");
        String head = answer("HEAD /events HTTP/1.1\r\nHost: localhost");

        assertThat(get).contains("Content-Length: 12").endsWith("twelve bytes");
        assertThat(head)
                .startsWith("HTTP/1.1 200")
                .contains("Content-Length: 12")
                .endsWith("\r\n\r\n");
    }

    @Test
    void headOnAnOpenConnectionLeavesItUsable() throws IOException {
        assertThat(answer(
                        "HEAD /events HTTP/1.1\r\nHost: localhost\r\n\r\nHEAD /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                + "GET /events HTTP/1.1\r\nHost: localhost"))
                .contains("HTTP/1.1 404")
                .endsWith("twelve bytes");
    }

    @Test
    void aGreedyRouteIsAskedLast() throws IOException {
        gateway.close();
        gateway = HttpGateway.start(
                GatewayOptions.onPort(0),
                List.of(
                        new Route("GET", "/{path+}", event -> "{\"statusCode\":206}".getBytes(UTF_8)),
                        new Route("GET", "/events", event -> "{\"statusCode\":204}".getBytes(UTF_8))),
                Clock.systemUTC());

        assertThat(answer("GET /events HTTP/1.1\r\nHost: localhost")).startsWith("HTTP/1.1 204");
        assertThat(answer("GET /events/a/b HTTP/1.1\r\nHost: localhost")).startsWith("HTTP/1.1 206");
    }

    @Test
    void partsOfAFileAndNoneOfItComeAsTheFunctionSays() throws IOException {
        gateway.close();
        gateway = HttpGateway.start(
                GatewayOptions.onPort(0),
                List.of(
                        new Route(
                                "GET",
                                "/part",
                                event -> "{\"statusCode\":206,\"headers\":{\"Content-Range\":\"bytes 5-9/12\"},"
                                        .concat("\"isBase64Encoded\":true,\"body\":\"/////w==\"}")
                                        .getBytes(UTF_8)),
                        new Route(
                                "GET",
                                "/none",
                                event -> "{\"statusCode\":416,\"headers\":{\"Content-Range\":\"bytes */12\"}}"
                                        .getBytes(UTF_8)),
                        new Route(
                                "HEAD",
                                "/part",
                                event -> "{\"statusCode\":200,\"headers\":{\"Content-Length\":\"5000000000\"}}"
                                        .getBytes(UTF_8))),
                Clock.systemUTC());

        assertThat(answer("GET /part HTTP/1.1\r\nHost: localhost\r\nRange: bytes=5-"))
                .startsWith("HTTP/1.1 206")
                .contains("Content-Range: bytes 5-9/12\r\n", "Content-Length: 4\r\n")
                .endsWith("\r\n\r\n\u00ff\u00ff\u00ff\u00ff");
        assertThat(answer("GET /none HTTP/1.1\r\nHost: localhost"))
                .startsWith("HTTP/1.1 416")
                .contains("Content-Range: bytes */12\r\n", "Content-Length: 0\r\n")
                .endsWith("\r\n\r\n");
        assertThat(answer("HEAD /part HTTP/1.1\r\nHost: localhost"))
                .startsWith("HTTP/1.1 200")
                .contains("Content-Length: 5000000000\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void http10NeedsNoHost() throws IOException {
        assertThat(answer("GET /events HTTP/1.0")).contains(" 200 OK").endsWith("twelve bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:80", "127.0.0.1", "[::1]:8080", "store.example.org", "STORE.example.org:443"})
    void itAnswersToItsNames(String host) throws IOException {
        assertThat(answer("GET /events HTTP/1.1\r\nHost: " + host)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8080", "store.example.org.evil"
            })
    void aPagesOwnNameIsRefused(String host) throws IOException {
        assertThat(answer("GET /events HTTP/1.1\r\nOrigin: http://" + host + "\r\nHost: " + host))
                .startsWith("HTTP/1.1 421")
                .contains("application/problem+json", "--allow-host")
                .doesNotContain(host, "Access-Control");
        assertThat(post(host, "application/json", "{}")).startsWith("HTTP/1.1 421");
        assertThat(asked.get()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: http://localhost:81",
                "Origin: http://localhost, http://evil.example",
                "Origin: http://localhost\r\nSec-Fetch-Site: cross-site",
                "Origin: http://localhost\r\nOrigin: http://evil.example"
            })
    void aPageElsewhereCannotWrite(String headers) throws IOException {
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "application/json", "")) {
            assertThat(post("localhost\r\n" + headers, type, "{}"))
                    .startsWith("HTTP/1.1 403")
                    .contains("application/problem+json", "other-page")
                    .doesNotContain("evil");
        }
        assertThat(asked.get()).isEmpty();
        assertThat(answer("GET /events HTTP/1.1\r\nHost: localhost\r\n" + headers))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:8080, Sec-Fetch-Site: none",
        "localhost:8080, Origin: http://localhost:8080",
        "store.example.org, Origin: https://store.example.org",
        "127.0.0.1, Sec-Fetch-Mode: cors"
    })
    void whatIsNoPageElsewhereMayWrite(String host, String header) throws IOException {
        assertThat(post(host + "\r\n" + header, "application/json", "{}")).startsWith("HTTP/1.1 204");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /events HTTP/1.1\r\nHost: localhost",
                "GET /nowhere HTTP/1.1\r\nHost: localhost",
                "GET /events HTTP/1.1\r\nHost: evil.example",
                "GET /health HTTP/1.1\r\nHost: localhost",
                "GET /events HTTP/1.1",
                "GET /% HTTP/1.1\r\nHost: localhost",
                "GET /events?a=%ff HTTP/1.1\r\nHost: localhost",
                "POST /submit HTTP/1.1\r\nHost: localhost\r\nOrigin: null",
                "OPTIONS /events HTTP/1.1\r\nHost: localhost\r\nOrigin: http://a\r\nAccess-Control-Request-Method: GET",
                "nonsense"
            })
    void noAnswersTypeIsGuessed(String head) throws IOException {
        assertThat(answer(head)).containsIgnoringCase("\r\nX-Content-Type-Options: nosniff\r\n");
    }

    @Test
    void anotherHostInTheRequestLineIsRefused() throws IOException {
        assertThat(answer("GET http://evil.example/events HTTP/1.1\r\nHost: localhost"))
                .containsPattern("^HTTP/1.1 4(00|21)");
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, false",
        "text/csv;charset=utf-8, false",
        "application/json, false",
        "application/json; charset=utf-8, false",
        "application/xml, false",
        "application/javascript, false",
        "application/x-ndjson, true",
        "application/cloudevents+json, true",
        "application/x-www-form-urlencoded, true",
        "application/octet-stream, true",
        "'', true"
    })
    void onlyWhatApiGatewayTakesForTextComesAsText(String type, boolean base64) throws IOException {
        assertThat(post("localhost", type, "{\"type\":1}")).startsWith("HTTP/1.1 204");

        assertThat(asked.get()).contains("\"isBase64Encoded\":" + base64);
    }

    @Test
    void whatBase64MakesTooLargeForAFunctionIs413() throws IOException {
        gateway.close();
        gateway = HttpGateway.start(
                GatewayOptions.onPort(0),
                List.of(new Route("POST", "/submit", event -> "{\"statusCode\":204}".getBytes(UTF_8))),
                Clock.systemUTC());

        assertThat(post("localhost", "application/x-ndjson", "x".repeat(4_000_000)))
                .startsWith("HTTP/1.1 204");
        assertThat(post("localhost", "application/x-ndjson", "x".repeat(4_800_000)))
                .startsWith("HTTP/1.1 413");
        assertThat(post("localhost", "application/json", "x".repeat(4_800_000))).startsWith("HTTP/1.1 204");
        assertThat(post("localhost", "application/json", "x".repeat(6_500_000))).startsWith("HTTP/1.1 413");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "of loopback's addresses others have one")
    void listensWhereItIsToldAndNowhereElse() throws IOException {
        InetAddress second = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
        List<Route> routes = List.of(new Route("GET", "/events", event -> "{\"statusCode\":204}".getBytes(UTF_8)));
        String request = "GET /events HTTP/1.1\r\nHost: localhost";

        try (HttpGateway there = HttpGateway.start(GatewayOptions.onPort(0).at(second), routes, Clock.systemUTC())) {
            int port = there.uri().getPort();
            assertThat(there.uri().getHost()).isEqualTo("127.0.0.2");
            assertThat(answer(second, port, request, "")).startsWith("HTTP/1.1 204");
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                    .isInstanceOf(ConnectException.class);
        }
        InetAddress all = InetAddress.getByAddress(new byte[4]);
        try (HttpGateway everywhere = HttpGateway.start(GatewayOptions.onPort(0).at(all), routes, Clock.systemUTC())) {
            assertThat(everywhere.uri().getHost()).isEqualTo("127.0.0.1");
            assertThat(answer(second, everywhere.uri().getPort(), request, "")).startsWith("HTTP/1.1 204");
        }
    }

    @Test
    void anErrorIsAnswered() throws IOException {
        assertThat(answer("GET /health HTTP/1.1\r\nHost: localhost"))
                .startsWith("HTTP/1.1 500")
                .doesNotContain("StackOverflow");
    }

    @Test
    void bodiesThatFillTheMemoryGiveWayToSmallOnes() throws IOException {
        List<Socket> rude = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Socket socket =
                    new Socket(InetAddress.getLoopbackAddress(), gateway.uri().getPort());
            socket.getOutputStream()
                    .write(("POST /submit HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                    + "Connection: close\r\nContent-Length: 200001\r\n\r\n" + "x".repeat(200_000))
                            .getBytes(ISO_8859_1));
            rude.add(socket);
            assertThat(post("localhost", "application/json", "{}")).startsWith("HTTP/1.1 204");
        }
        int busy = 0;
        for (Socket socket : rude) {
            socket.getOutputStream().write('x');
            String answer = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
            assertThat(answer).containsPattern("^HTTP/1.1 (204|503)");
            if (answer.startsWith("HTTP/1.1 503")) {
                assertThat(answer).contains("Retry-After: ");
                busy++;
            }
            socket.close();
        }

        assertThat(busy).isGreaterThanOrEqualTo(15);
    }

    @Test
    void readersDoNotKeepWhatIsSubmittedWaiting() throws Exception {
        gateway.close();
        CountDownLatch read = new CountDownLatch(1);
        LambdaFunction reading = event -> {
            try {
                read.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "{\"statusCode\":200,\"body\":\"twelve bytes\"}".getBytes(UTF_8);
        };
        gateway = HttpGateway.start(
                GatewayOptions.onPort(0),
                List.of(
                        new Route("GET", "/events", reading),
                        new Route("POST", "/submit", event -> "{\"statusCode\":204}".getBytes(UTF_8))),
                Clock.systemUTC());
        ExecutorService readers = Executors.newCachedThreadPool();
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(readers.submit(() -> answer("GET /events HTTP/1.1\r\nHost: localhost")));
        }

        assertThat(post("localhost", "application/json", "{}")).startsWith("HTTP/1.1 204");

        read.countDown();
        for (Future<String> answer : answers) {
            assertThat(answer.get(1, TimeUnit.MINUTES)).startsWith("HTTP/1.1 200");
        }
        readers.shutdown();
    }

    private String post(String host, String type, String body) throws IOException {
        return answer(
                "POST /submit HTTP/1.1\r\nHost: " + host + (type.isEmpty() ? "" : "\r\nContent-Type: " + type)
                        + "\r\nContent-Length: " + body.length(),
                body);
    }

    private String answer(String head) throws IOException {
        return answer(head, "");
    }

    private String answer(String head, String body) throws IOException {
        return answer(InetAddress.getLoopbackAddress(), gateway.uri().getPort(), head, body);
    }

    private static String answer(InetAddress address, int port, String head, String body) throws IOException {
        try (Socket socket = new Socket(address, port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write((head + "\r\nConnection: close\r\n\r\n" + body).getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
