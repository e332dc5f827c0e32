package org.dcss.eventstore.rehearsal.traffic;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** The API as its clients see it; what it answers goes to the ledger. */
final class Api {

    /** Longer than a gateway keeps anybody waiting. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final Ledger ledger;

    Api(URI base, Ledger ledger) {
        this.base = base;
        this.ledger = ledger;
    }

    /** Sends a JSON body to {@code /submit}; empty if no answer came. */
    Optional<HttpResponse<String>> submit(String key, String body) throws InterruptedException {
        return ask(HttpRequest.newBuilder(base.resolve("/submit"))
                .header("Authorization", key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Gets what a link leads to, relative to the API; empty if no answer came. */
    Optional<HttpResponse<String>> get(URI link) throws InterruptedException {
        return ask(HttpRequest.newBuilder(base.resolve(link)).GET());
    }

    private Optional<HttpResponse<String>> ask(HttpRequest.Builder request) throws InterruptedException {
        try {
            HttpResponse<String> answer =
                    http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            ledger.answered(Integer.toString(answer.statusCode()));
            return Optional.of(answer);
        } catch (IOException e) {
            ledger.answered("none");
            return Optional.empty();
        }
    }
}
