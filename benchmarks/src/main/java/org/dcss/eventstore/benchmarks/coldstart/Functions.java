package org.dcss.eventstore.benchmarks.coldstart;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dcss.eventstore.benchmarks.coldstart.ColdStarts.Task;
import org.dcss.eventstore.benchmarks.coldstart.baseline.Bare;
import org.dcss.eventstore.benchmarks.coldstart.baseline.UsualSubmit;
import org.dcss.eventstore.benchmarks.testbed.Deployment;
import org.dcss.eventstore.benchmarks.testbed.FunctionZips;
import org.dcss.eventstore.benchmarks.testbed.Role;
import org.dcss.eventstore.benchmarks.testbed.Target;
import org.dcss.eventstore.benchmarks.workload.Events;
import org.dcss.eventstore.benchmarks.workload.Requests;
import org.dcss.eventstore.benchmarks.workload.StoredEvents;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.key.KeyHash;
import org.dcss.eventstore.local.runtime.RuntimeFunction;

/** The functions and their baselines, ready to be started, with the engines behind TLS, as AWS's endpoints are. */
final class Functions implements Closeable {

    /** A page as a client gets it who asks every now and then. */
    private static final int PAGE = 10;

    /** A message that is consumed later than this after it was accepted takes another way, and more calls. */
    private static final Duration AHEAD = Duration.ofSeconds(2);

    private final Deque<Closeable> parts = new ArrayDeque<>();
    private final Clock clock = Clock.systemUTC();
    private final Events events = new Events(42);
    private final Target target;
    private final Map<String, String> variables;
    private final TlsProxy dynamoDb;
    private final TlsProxy sqs;
    private final long after;
    private final BaselineZips baselines;

    Functions() throws Exception {
        target = Target.inMemory(clock);
        parts.push(target);
        Certificates certificates = Certificates.make(target.folder().resolve("certificates"));
        dynamoDb = TlsProxy.before(target.engines().dynamoDb().endpoint(), certificates.server());
        parts.push(dynamoDb);
        sqs = TlsProxy.before(target.engines().sqs().endpoint(), certificates.server());
        parts.push(sqs);
        Slot first = Slot.at(clock.instant().minus(Duration.ofMinutes(1)));
        StoredEvents.put(target, events, first, PAGE);
        after = first.millis() - 1;
        baselines = new BaselineZips(target.folder());
        variables = new HashMap<>(certificates.variables(target.defaults().text("jvm_options")));
        variables.put("KEY_HASH", KeyHash.of(Target.KEY));
        variables.put("AFTER", Long.toString(after));
        variables.put("LIMIT", Integer.toString(PAGE));
    }

    /** The function itself, without a snapshot. */
    ColdStarts deployed(Role role) throws IOException {
        return deploy(role.title(), role, role.handler(), zip(role), false, false);
    }

    /** The function after a snapshot would have been taken, with its hooks or as if it had none. */
    ColdStarts restored(Role role, boolean primed) throws IOException {
        String name = role.title() + (primed ? "-primed" : "-unprimed");
        return deploy(name, role, role.handler(), zip(role), primed, true);
    }

    /** The same AWS calls with the same SDK and nothing else. */
    ColdStarts bare(Role role) throws IOException {
        Class<?> handler = switch (role) {
            case SUBMIT -> Bare.Submit.class;
            case CONSUMER -> Bare.Consumer.class;
            case QUERY -> Bare.Query.class;
        };
        return deploy("bare-" + role.title(), role, handler.getName(), baselines.bare(role), false, false);
    }

    /** Submit's calls as they are usually written. */
    ColdStarts usualSubmit() throws IOException {
        return deploy("usual-submit", Role.SUBMIT, UsualSubmit.class.getName(), baselines.usual(), false, false);
    }

    private Path zip(Role role) throws IOException {
        Path made = target.folder().resolve(role.title() + ".zip");
        return Files.exists(made) ? made : FunctionZips.runnable(role, target.folder());
    }

    private ColdStarts deploy(String name, Role role, String handler, Path zip, boolean snapStart, boolean waits)
            throws IOException {
        RuntimeFunction function = new Deployment(name, role, handler, zip, snapStart, variables)
                .deploy(target, dynamoDb.uri(), sqs.uri());
        parts.push(function::close);
        return new ColdStarts(function, zip, task(role), waits);
    }

    private Task task(Role role) {
        return switch (role) {
            case SUBMIT ->
                new Task(() -> Requests.submit(events.next().json()), answer -> Requests.answer(answer, 204));
            case CONSUMER ->
                new Task(
                        () -> Requests.batch(
                                List.of(events.nextMessage(clock.instant().plus(AHEAD)))),
                        Requests::requireConsumed);
            case QUERY ->
                new Task(
                        () -> Requests.events("after=" + after + "&limit=" + PAGE, false),
                        answer -> Requests.answer(answer, 200));
        };
    }

    @Override
    public void close() throws IOException {
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
    }
}
