package org.dcss.eventstore.query.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AcceptEncodingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "GZIP",
                "x-gzip",
                "gzip, deflate, br",
                "deflate,gzip;q=0.1",
                "br;q=1.0, gzip;q=0.8, *;q=0.1",
                "*",
                "*;q=0.5",
                "identity;q=0.5, gzip;q=0.5",
                "identity;q=0, gzip;q=0.001",
                " gzip ; q=1 ",
                "gzip;q=1.000",
                "gzip;Q=0.5"
            })
    void gzipIsPreferred(String header) {
        assertThat(AcceptEncoding.prefersGzip(header)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "identity",
                "deflate, br",
                "gzip;q=0",
                "gzip;q=0.000",
                "*;q=0",
                "*, gzip;q=0",
                "identity, gzip;q=0.5",
                "identity;q=0.5, gzip;q=0.4",
                "gzip;q=nonsense",
                "gzip;q=2",
                "gzippy",
                ";;,,;q=1"
            })
    void gzipIsNotPreferred(String header) {
        assertThat(AcceptEncoding.prefersGzip(header)).isFalse();
    }
}
