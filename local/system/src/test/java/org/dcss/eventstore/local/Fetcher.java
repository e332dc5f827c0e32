package org.dcss.eventstore.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.dcss.eventstore.local.blackbox.Answer;
import org.dcss.eventstore.local.blackbox.ApiClient;

/** Fetches what a file has more than the copy at hand, as scoreboards do, who know nothing of this store. */
interface Fetcher {

    /**
     * Fetches once; whatever the store does meanwhile, the copy holds a beginning of the file.
     *
     * @param path from the store's address on
     */
    void fetch(String path, Path copy) throws IOException, InterruptedException;

    /** As crawl/scoring fetches. */
    static Fetcher curl(URI store) {
        return command(store, List.of("curl", "--max-time", "1200", "--connect-timeout", "30", "-C", "-", "-s", "-o"));
    }

    static Fetcher wget(URI store) {
        return command(store, List.of("wget", "-q", "-c", "--tries=1", "-O"));
    }

    private static Fetcher command(URI store, List<String> words) {
        return (path, copy) -> {
            List<String> command = new ArrayList<>(words);
            command.addAll(List.of(copy.toString(), store.resolve(path).toString()));
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        };
    }

    /** As go-sequell fetches, and with an {@code If-Range} of the tag that came last. */
    static Fetcher ranges(ApiClient client) {
        Map<Path, String> tags = new ConcurrentHashMap<>();
        return (path, copy) -> {
            long length = Files.exists(copy) ? Files.size(copy) : 0;
            Map<String, String> headers =
                    length == 0 ? Map.of() : Map.of("Range", "bytes=" + length + "-", "If-Range", tags.get(copy));
            Answer answer;
            try {
                answer = client.get(path, headers);
            } catch (IOException e) {
                return; // The store is down.
            }
            if (answer.status() == 503) {
                return;
            }
            assertThat(answer.required("cache-control")).isEqualTo("no-store");
            if (answer.status() == 416) {
                assertThat(answer.body()).isEmpty();
                assertThat(answer.required("content-range")).isEqualTo("bytes */" + length);
                return;
            }
            assertThat(answer.status()).as(answer.toString()).isEqualTo(length == 0 ? 200 : 206);
            if (length > 0) {
                assertThat(answer.required("content-range")).startsWith("bytes " + length + "-");
            }
            assertThat(answer.text()).endsWith("\n");
            tags.put(copy, answer.required("etag"));
            Files.write(copy, answer.body(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        };
    }

    /** Whether a program is on this machine. */
    static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
