package org.dcss.eventstore.local.edge;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Many who follow the feed by its links, each asking once a second, none at the time of another. */
final class Pollers implements AutoCloseable {

    private static final Pattern NEXT = Pattern.compile("<([^>]+[?&]after=(\\d+)[^>]*)>; rel=\"next\"");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ExecutorService answers = Executors.newFixedThreadPool(2);
    private final ScheduledExecutorService seconds = Executors.newSingleThreadScheduledExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(answers)
            .build();
    private final List<Poller> pollers = new ArrayList<>();
    private final Queue<String> troubles = new ConcurrentLinkedQueue<>();
    private final SortedSet<Long> ledTo = new ConcurrentSkipListSet<>();
    private final AtomicInteger polls = new AtomicInteger();
    private final AtomicInteger notModified = new AtomicInteger();

    /** Starts as many at each link as at any other. */
    Pollers(int count, List<URI> links, Random random) {
        for (int i = 0; i < count; i++) {
            Poller poller = new Poller(links.get(i % links.size()));
            pollers.add(poller);
            var unused = seconds.scheduleAtFixedRate(poller::poll, random.nextInt(1_000), 1_000, TimeUnit.MILLISECONDS);
        }
    }

    /** One reader. */
    private final class Poller {

        private final List<Long> seen = new CopyOnWriteArrayList<>();
        private final AtomicBoolean asking = new AtomicBoolean();
        private volatile URI link;
        private volatile Optional<String> tag = Optional.empty();

        Poller(URI link) {
            this.link = link;
        }

        void poll() {
            if (!asking.compareAndSet(false, true)) {
                return;
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(link);
            tag.ifPresent(value -> request.header("If-None-Match", value));
            var unused = http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                    .whenComplete((response, failure) -> {
                        try {
                            if (failure != null) {
                                troubles.add(failure.toString());
                            } else {
                                take(response);
                            }
                        } catch (IOException | RuntimeException e) {
                            troubles.add(e.toString());
                        } finally {
                            asking.set(false);
                        }
                    });
        }

        private void take(HttpResponse<byte[]> response) throws IOException {
            polls.incrementAndGet();
            int age =
                    response.headers().firstValue("age").map(Integer::parseInt).orElse(0);
            if (age > 1) {
                troubles.add("an answer is " + age + " s old: " + link);
            }
            if (response.statusCode() == 304) {
                notModified.incrementAndGet();
                return;
            }
            if (response.statusCode() != 200) {
                troubles.add(response.statusCode() + ": " + link);
                return;
            }
            JSON.readTree(response.body())
                    .forEach(event -> seen.add(event.get("ts").longValue()));
            Matcher next = NEXT.matcher(response.headers().firstValue("link").orElse(""));
            if (!next.find()) {
                troubles.add("no link: " + link);
                return;
            }
            URI following = link.resolve(next.group(1));
            if (following.equals(link)) {
                tag = response.headers().firstValue("etag");
            } else {
                tag = Optional.empty();
                ledTo.add(Long.valueOf(next.group(2)));
            }
            link = following;
        }
    }

    /** What each has seen, in order. */
    List<List<Long>> seen() {
        return pollers.stream().map(poller -> List.copyOf(poller.seen)).toList();
    }

    /** The slots behind which somebody was led to go on, other than where he was. */
    SortedSet<Long> ledTo() {
        return new TreeSet<>(ledTo);
    }

    /** Whether each has seen so many events, or more. */
    boolean haveSeen(int events) {
        return pollers.stream().allMatch(poller -> poller.seen.size() >= events);
    }

    List<String> troubles() {
        return List.copyOf(troubles);
    }

    int polls() {
        return polls.get();
    }

    int notModified() {
        return notModified.get();
    }

    @Override
    public void close() {
        seconds.shutdownNow();
        answers.shutdown();
    }
}
