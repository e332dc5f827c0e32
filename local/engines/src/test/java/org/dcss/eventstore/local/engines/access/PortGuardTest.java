package org.dcss.eventstore.local.engines.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PortGuardTest {

    private static final AccessKey KEY = new AccessKey("0123456789ABCDEF", "secret");

    private final PortGuard guard = PortGuard.only(KEY);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:40000", "localhost", "LOCALHOST:1", "127.1.2.3", "[::1]:80"})
    void aProgramOfThisMachineWithTheKeyIsServed(String host) {
        assertThat(refusal(with("Host", host))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "127.0.0.1.evil.example:40000",
                "localhost.evil.example",
                "127.0.0.1@evil.example",
                "127.0.0.1:40000, evil.example",
                "10.0.0.1",
                ""
            })
    void aForeignHostIsRefused(String host) {
        assertThat(refusal(with("Host", host))).contains("not for this Host");
    }

    @Test
    void noHostIsRefused() {
        assertThat(guard.refusal(name -> Optional.empty())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1:40000", ""})
    void anyOriginIsRefused(String origin) {
        assertThat(refusal(with("Origin", origin))).contains("not for web pages");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-origin", "none"})
    void whatBrowsersSayOfTheirRequestsIsRefused(String site) {
        assertThat(refusal(with("Sec-Fetch-Site", site))).contains("not for web pages");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789ABCDEF",
                "Bearer 0123456789ABCDEF",
                "AWS4-HMAC-SHA256 Credential=local/20261126/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0",
                "AWS4-HMAC-SHA256 Credential=0123456789ABCDE/20261126/us-east-1/sqs/aws4_request, Signature=0",
                "AWS4-HMAC-SHA256 Credential=0123456789ABCDEF0/20261126/us-east-1/sqs/aws4_request, Signature=0",
                "AWS4-HMAC-SHA256 Signature=0"
            })
    void anyOtherAccessKeyIsRefused(String authorization) {
        assertThat(refusal(with("Authorization", authorization))).contains("not with this access key");
    }

    @Test
    void enginesThatHoldNothingTakeAnyKeyButNotNone() {
        Map<String, String> other =
                with("Authorization", "AWS4-HMAC-SHA256 Credential=any/20261126/us-east-1/sqs/aws4_request");

        assertThat(PortGuard.ANY_KEY.refusal(name -> Optional.ofNullable(other.get(name))))
                .isEmpty();
        assertThat(PortGuard.ANY_KEY.refusal(
                        name -> Optional.ofNullable(with("Authorization", "").get(name))))
                .isPresent();
    }

    @Test
    void aKeyDoesNotShowItself() {
        assertThat(KEY.toString()).doesNotContain(KEY.id()).doesNotContain(KEY.secret());
    }

    private Optional<String> refusal(Map<String, String> headers) {
        return guard.refusal(name -> Optional.ofNullable(headers.get(name)));
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Host", "127.0.0.1:40000");
        headers.put(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=" + KEY.id() + "/20261126/us-east-1/sqs/aws4_request, SignedHeaders=host,"
                        + " Signature=0");
        headers.put(name, value);
        return headers;
    }
}
