package org.dcss.eventstore.intake.key;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.dcss.eventstore.core.ReadFailedException;
import org.dcss.eventstore.core.key.KeyHash;
import org.dcss.eventstore.core.key.KeyRecord;
import org.dcss.eventstore.core.key.KeyTable;

/**
 * Tells which source a request comes from. Whether a key is unknown, expired, revoked or another user's is not told: a
 * guess that is nearly right must look like any other.
 */
public final class Authenticator {

    /** Who sent a request. */
    public sealed interface Result {

        record Authenticated(Caller caller) implements Result {}

        /** No key was sent. */
        record Missing() implements Result {}

        /**
         * A key was sent that is not accepted.
         *
         * @param keyId names it for the log if it is known: revoked, expired or another user's
         */
        record Refused(Optional<String> keyId) implements Result {}

        /** The keys cannot be looked up at the moment. */
        record Unknown(ReadFailedException cause) implements Result {}
    }

    private final KeyTable keys;
    private final Clock clock;

    public Authenticator(KeyTable keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Authenticates by the request's headers, whose names are in lower case. */
    public Result authenticate(Map<String, String> headers) {
        String header = headers.getOrDefault("authorization", "");
        if (header.isBlank()) {
            return new Result.Missing();
        }
        Optional<Credentials> sent = Credentials.parse(header);
        if (sent.isEmpty()) {
            return new Result.Refused(Optional.empty());
        }
        try {
            String hash = KeyHash.of(sent.get().key());
            Optional<KeyRecord> key = keys.find(hash);
            return key.filter(found -> isGood(found, sent.get()))
                    .<Result>map(good -> new Result.Authenticated(new Caller(hash, good)))
                    .orElseGet(() -> new Result.Refused(key.map(known -> KeyHash.id(hash))));
        } catch (ReadFailedException e) {
            return new Result.Unknown(e);
        }
    }

    private boolean isGood(KeyRecord key, Credentials sent) {
        return key.isValidAt(clock.instant())
                && sent.user().map(key.src().name()::equals).orElse(true);
    }
}
