package org.dcss.eventstore.local;

import java.net.URI;
import java.util.Map;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Source;

/** What local mode prints when it is ready. */
final class Welcome {

    private Welcome() {}

    static String text(URI uri, LocalOptions options, Day today) {
        Map.Entry<String, Source> key = options.keys().entrySet().iterator().next();
        return """
                Ready: %1$s stores in %2$s, and takes events of %4$s with the key %3$s.

                Submit an event:
                  curl -i %1$s/submit -H 'Authorization: %3$s' -H 'Content-Type: application/json' -d '%6$s'
                Read the day:
                  curl '%1$s/events?ts_day=%5$d'
                Follow the feed, which shows an event %7$s s after it was accepted; the Link header leads on:
                  curl -i '%1$s/events?after=0'
                """.formatted(
                        uri,
                        options.data(),
                        shellWord(key.getKey()),
                        key.getValue(),
                        today.startMillis(),
                        EXAMPLE.replace("SRC", key.getValue().name()),
                        options.settle().toMillis() / 1000.0);
    }

    private static final String EXAMPLE = "{\"type\":\"milestone\",\"src\":\"SRC\",\"data\":{\"v\":\"0.34.0\","
            + "\"name\":\"edsrzf\",\"race\":\"Deep Elf\",\"cls\":\"Enchanter\",\"char\":\"DEEn\",\"xl\":\"8\","
            + "\"place\":\"D:5\",\"start\":\"20260103091409S\",\"time\":\"20260103093334S\",\"type\":\"uniq\","
            + "\"milestone\":\"killed Blork the orc.\"}}";

    private static String shellWord(String key) {
        return key.replace("'", "'\\''");
    }
}
