package org.dcss.eventstore.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpApiTest {

    /** The example of the API Gateway developer guide, shortened. */
    private static final String REQUEST = """
            {"version":"2.0","routeKey":"GET /events/{ts}","rawPath":"/events/17","rawQueryString":"a=1&a=2",
             "cookies":["c1","c2"],"headers":{"header1":"v1","authorization":"k\\u00e9y"},
             "queryStringParameters":{"a":"1,2"},"pathParameters":{"ts":"17"},
             "requestContext":{"accountId":"1","authentication":{"clientCert":{"validity":{"notBefore":"x"}}},
               "authorizer":{"jwt":{"claims":{"c":"1"},"scopes":["s"]}},"domainName":"d",
               "http":{"method":"GET","path":"/events/17","protocol":"HTTP/1.1","sourceIp":"192.0.2.1","userAgent":"u"},
               "requestId":"id","stage":"$default","time":"12/Mar/2020:19:03:58 +0000","timeEpoch":1583348638390},
             "stageVariables":{"s":"1"},"body":"{\\"a\\":\\"\\ud83d\\udc0d\\"}","isBase64Encoded":false}
            """;

    private static APIGatewayV2HTTPEvent read(String json) throws IOException {
        return HttpApi.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aRequestIsRead() throws IOException {
        APIGatewayV2HTTPEvent event = read(REQUEST);

        assertThat(event.getRouteKey()).isEqualTo("GET /events/{ts}");
        assertThat(event.getRawPath()).isEqualTo("/events/17");
        assertThat(event.getRawQueryString()).isEqualTo("a=1&a=2");
        assertThat(event.getHeaders()).isEqualTo(Map.of("header1", "v1", "authorization", "kéy"));
        assertThat(event.getQueryStringParameters()).isEqualTo(Map.of("a", "1,2"));
        assertThat(event.getPathParameters()).isEqualTo(Map.of("ts", "17"));
        assertThat(event.getRequestContext().getRequestId()).isEqualTo("id");
        assertThat(event.getRequestContext().getHttp().getMethod()).isEqualTo("GET");
        assertThat(HttpApi.body(event)).asString(StandardCharsets.UTF_8).isEqualTo("{\"a\":\"🐍\"}");
    }

    @Test
    void absentMembersAreEmpty() throws IOException {
        APIGatewayV2HTTPEvent event = read("{\"headers\":null,\"body\":null,\"queryStringParameters\":null}");

        assertThat(event.getHeaders()).isEmpty();
        assertThat(event.getQueryStringParameters()).isEmpty();
        assertThat(event.getPathParameters()).isEmpty();
        assertThat(HttpApi.body(event)).isEmpty();
    }

    @Test
    void anEncodedBodyIsDecodedWhateverItIs() throws IOException {
        byte[] bytes = {'"', (byte) 0xc3, '"', 31, (byte) 139};
        String body = Base64.getEncoder().encodeToString(bytes);

        assertThat(HttpApi.body(read("{\"isBase64Encoded\":true,\"body\":\"" + body + "\"}")))
                .isEqualTo(bytes);
    }

    @Test
    void halfASurrogatePairNeverBecomesAnotherText() throws IOException {
        assertThat(HttpApi.body(read("{\"body\":\"a\\ud800b\\ud83d\\udc0d\\udc00\"}")))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("a\uFFFFb🐍\uFFFF");
    }

    /** Names that a table of names cannot tell apart, as anybody may send them in a query. */
    @Test
    void hostileNamesOfOneRequestDoNotHarmTheNext() throws IOException {
        StringBuilder names = new StringBuilder("{\"queryStringParameters\":{");
        for (int i = 0; i < 1 << 12; i++) {
            names.append(i == 0 ? "\"" : ",\"");
            for (int bit = 0; bit < 12; bit++) {
                names.append((i >> bit & 1) == 0 ? "bA" : "ab");
            }
            names.append("\":\"").append(i).append('"');
        }

        assertThat(read(names + "}}").getQueryStringParameters()).hasSize(1 << 12);
        assertThat(read(REQUEST).getRouteKey()).isEqualTo("GET /events/{ts}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "1"})
    void whatIsNoRequestIsRefused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(IOException.class);
    }

    @Test
    void anAnswerIsWritten() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();

        HttpApi.write(HttpApi.response(200, Map.of("Link", "<x>; rel=\"next\""), "[\"🐍\"]"), output);

        JsonNode written = new ObjectMapper().readTree(output.toByteArray());
        assertThat(written).isEqualTo(new ObjectMapper().readTree("""
                                        {"statusCode":200,"headers":{"Link":"<x>; rel=\\"next\\"","X-Content-Type-Options":"nosniff"},
                                         "isBase64Encoded":false,
                                         "body":"[\\"🐍\\"]"}"""));
    }

    @Test
    void aBodyInBase64IsWrittenAsItIs() throws IOException {
        byte[] bytes = new byte[200_000];
        new Random(1).nextBytes(bytes);
        APIGatewayV2HTTPResponse response =
                HttpApi.response(200, Map.of(), Base64.getEncoder().encodeToString(bytes));
        response.setIsBase64Encoded(true);
        ByteArrayOutputStream output = new ByteArrayOutputStream();

        HttpApi.write(response, output);

        JsonNode written = new ObjectMapper().readTree(output.toByteArray());
        assertThat(written.get("isBase64Encoded").booleanValue()).isTrue();
        assertThat(written.get("body").binaryValue()).isEqualTo(bytes);
    }

    @Test
    void anEmptyBodyIsLeftOut() throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();

        HttpApi.write(HttpApi.response(204, Map.of(), ""), output);

        assertThat(output.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"statusCode\":204,\"headers\":{\"X-Content-Type-Options\":\"nosniff\"},"
                        + "\"isBase64Encoded\":false}");
    }
}
