package org.dcss.eventstore.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PayloadFormatTest {

    /** A function's answer may have its members in any order, and escape what it need not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"statusCode\":200,\"headers\":{\"a\":\"b\"},\"isBase64Encoded\":true,\"body\":\"aGk/\"}",
                "{\"body\":\"aGk/\",\"isBase64Encoded\":true,\"statusCode\":200,\"headers\":{\"a\":\"b\"}}",
                "{\"isBase64Encoded\":true,\"body\":\"aGk\\/\",\"headers\":{\"a\":\"b\"},\"cookies\":[{\"c\":1}],\"statusCode\":200}",
                "{\"body\":\"hi?\",\"multiValueHeaders\":{\"x\":[\"y\"]},\"headers\":{\"a\":\"b\"},\"statusCode\":200}"
            })
    void saysTheSameHoweverItIsWritten(String answer) throws IOException {
        assertThat(read(answer)).isEqualTo("200 {a=b} hi?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"headers\":null,\"statusCode\":204,\"body\":null}",
                "{\"headers\":[\"a\"],\"isBase64Encoded\":true,\"body\":null,\"statusCode\":204}",
                "{\"statusCode\":204}"
            })
    void lacksWhatIsNotThere(String answer) throws IOException {
        assertThat(read(answer)).isEqualTo("204 {} ");
    }

    @Test
    void headerThatIsNoTextIsEmpty() throws IOException {
        assertThat(PayloadFormat.answer("{\"headers\":{\"a\":[\"b\"],\"c\":1},\"statusCode\":204}".getBytes(UTF_8))
                        .headers())
                .isEqualTo(Map.of("a", "", "c", "1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"statusCode\":\"200\"}", "{\"statusCode\":200"})
    void isNoAnswerWithoutAStatus(String answer) {
        assertThatThrownBy(() -> read(answer)).isInstanceOf(IOException.class);
    }

    private static String read(String payload) throws IOException {
        GatewayAnswer answer = PayloadFormat.answer(payload.getBytes(UTF_8));
        return answer.status() + " " + answer.headers() + " " + UTF_8.decode(answer.body());
    }
}
