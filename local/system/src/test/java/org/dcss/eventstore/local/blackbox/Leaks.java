package org.dcss.eventstore.local.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What no answer may hold: an exception's text, a stack trace, a class name, a key. */
final class Leaks {

    private static final List<String> INSIDE = List.of(
            "Exception",
            "Error:",
            "Caused by",
            "\tat ",
            ".java",
            "org.dcss",
            "software.amazon",
            "com.amazonaws",
            "com.fasterxml",
            "jackson",
            "everit",
            "org.json",
            "java.lang",
            "StreamReadFeature",
            "[Source:",
            "jetty",
            "dynamodb",
            "elasticmq",
            "arn:aws");

    private Leaks() {}

    static void check(Answer answer, List<SourceKey> keys) {
        String headers = answer.headers().map().toString();
        assertThat(headers).doesNotContainIgnoringCase("jetty").doesNotContain("x-amzn-errortype");
        if (answer.status() < 400) {
            return;
        }
        String text = answer.text();
        INSIDE.forEach(secret -> assertThat(text).doesNotContainIgnoringCase(secret));
        keys.forEach(key -> assertThat(headers + text).doesNotContain(key.key()));
    }
}
