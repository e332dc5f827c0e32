package org.dcss.eventstore.intake.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CredentialsTest {

    private static final String KEY = "dcss_cpo_0123456789";

    @Test
    void credentialsDoNotShowTheKey() {
        assertThat(Credentials.parse("Bearer " + KEY).orElseThrow().toString()).doesNotContain(KEY);
    }
}
