package org.dcss.eventstore.local;

import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.dcss.eventstore.core.Day;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.key.KeyRecord;
import org.dcss.eventstore.local.administration.EnsureResult;
import org.dcss.eventstore.local.administration.RegisteredKey;
import org.dcss.eventstore.local.store.DataFolder;
import org.dcss.eventstore.local.store.LocalKeys;
import org.dcss.eventstore.local.store.LocalOptions;

/** What local mode prints when it is ready; never a key, but for the one that everybody knows. */
final class Welcome {

    private static final String EXAMPLE = "{\"type\":\"milestone\",\"src\":\"SRC\",\"data\":{\"v\":\"0.34.0\","
            + "\"name\":\"edsrzf\",\"race\":\"Deep Elf\",\"cls\":\"Enchanter\",\"char\":\"DEEn\",\"xl\":\"8\","
            + "\"place\":\"D:5\",\"start\":\"20260103091409S\",\"time\":\"20260103093334S\",\"type\":\"uniq\","
            + "\"milestone\":\"killed Blork the orc.\"}}";

    private Welcome() {}

    static String text(URI uri, LocalOptions options, LocalKeys keys, long deadLetters, Day today) {
        StringBuilder text = new StringBuilder(ready(uri, options, keys)).append('\n');
        text.append(open(options, keys));
        keys.valid().forEach(key -> text.append("  ").append(line(key)).append('\n'));
        keys.refused()
                .forEach(given ->
                        text.append("warning: ").append(reason(given)).append(" (see  ./run.sh key list --local)\n"));
        if (keys.valid().isEmpty()) {
            text.append("Make one:\n  ./run.sh key add SRC --local --data ")
                    .append(options.data())
                    .append('\n');
        }
        if (options.extras().contains(LocalOptions.Extra.ENDPOINTS)) {
            text.append("Look into the engines, in a shell of your own:\n  set -a; . ")
                    .append(options.data().resolve(DataFolder.ENDPOINTS))
                    .append("; set +a; aws sqs list-queues --endpoint-url $AWS_ENDPOINT_URL_SQS\n");
        }
        text.append(examples(uri, options, keys, today));
        if (deadLetters > 0) {
            text.append('\n').append(deadLetters(deadLetters)).append('\n');
        }
        return text.toString();
    }

    private static String ready(URI uri, LocalOptions options, LocalKeys keys) {
        String stores = "Ready: " + uri + " stores in " + options.data();
        List<Source> sources = keys.sources();
        if (sources.isEmpty()) {
            return stores + ". No key is valid, so nobody can submit.";
        }
        String names = sources.stream().map(Source::name).collect(Collectors.joining(", "));
        if (keys.demo() && keys.valid().size() == 1) {
            return stores + ", and takes events of " + names + " with the key " + LocalKeys.DEMO_KEY + ".";
        }
        return stores + ", and takes events of " + names + ". Valid keys, by source, id and label:"
                + (keys.demo() ? " (one is " + LocalKeys.DEMO_KEY + ", which everybody knows)" : "");
    }

    /** What it means that others than this machine's own programs may ask; empty where they may not. */
    private static String open(LocalOptions options, LocalKeys keys) {
        if (!options.gateway().isOpen()) {
            return "";
        }
        String address = options.gateway().address().getHostAddress();
        return "WARNING: " + address + " is no address of this machine alone. Whoever reaches it reads every event, and"
                + " events and keys travel as plain HTTP, which others on the way can read. Serve it through a proxy that"
                + " speaks TLS (docs/local.md), or on 127.0.0.1.\n"
                + (options.gateway().hosts().isEmpty()
                        ? "WARNING: it answers to no name but this machine's own (127.0.0.1, localhost): say by --allow-host"
                                + " what others call it.\n"
                        : "")
                + (keys.demo()
                        ? "WARNING: everybody knows the key " + LocalKeys.DEMO_KEY
                                + ", which is valid here. Revoke it: "
                                + "./run.sh key list --local, then ./run.sh key revoke ID --local\n"
                        : "");
    }

    private static String line(RegisteredKey key) {
        return String.format(
                "%-10s  %s  %s",
                key.record().src(), key.id(), printable(key.record().label()));
    }

    private static String reason(EnsureResult given) {
        KeyRecord known = given.key().record();
        String key = "the key " + given.key().id();
        if (given instanceof EnsureResult.OtherSource) {
            return key + " belongs to " + known.src() + ", and stays so";
        }
        return known.revoked()
                .map(at -> key + " of " + known.src() + " was revoked at " + at + ", and stays so")
                .orElse(key + " of " + known.src() + " has expired, and stays so");
    }

    /** A label may be of a time when it could hold anything. */
    private static String printable(String label) {
        return label.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }

    private static String examples(URI uri, LocalOptions options, LocalKeys keys, Day today) {
        String src = keys.sources().isEmpty() ? "SRC" : keys.sources().get(0).name();
        return """

                Submit an event:
                  curl -i %1$s/submit -H 'Authorization: %2$s' -H 'Content-Type: application/json' -d '%4$s'
                Read the day:
                  curl '%1$s/events?ts_day=%3$d'
                Follow the feed, which shows an event %5$s s after it was accepted; the Link header leads on:
                  curl -i '%1$s/events?after=0'
                """.formatted(
                        uri,
                        keys.demo() ? LocalKeys.DEMO_KEY : "KEY",
                        today.startMillis(),
                        EXAMPLE.replace("SRC", keys.demo() ? "cpo" : src),
                        options.settle().toMillis() / 1000.0);
    }

    /** What waits in the DLQ, as one sentence; empty if nothing does. */
    static String deadLetters(long count) {
        if (count == 0) {
            return "";
        }
        return (count == 1 ? "1 event waits" : count + " events wait")
                + " in the DLQ, which no reader sees. The error lines above say why each went there; once the cause is"
                + " mended, start with --redrive, which sends them again.";
    }
}
