package org.dcss.eventstore.local.engines.sqs;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.http.scaladsl.Http;
import org.dcss.eventstore.local.engines.access.Clients;
import org.dcss.eventstore.local.engines.access.PortGuard;
import org.dcss.eventstore.local.engines.sqs.durable.DurableQueues;
import org.dcss.eventstore.local.engines.sqs.durable.MessageStore;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.rest.sqs.SQSRestServerBuilder$;
import org.elasticmq.util.NowProvider;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.concurrent.Await;
import scala.concurrent.duration.FiniteDuration;
import software.amazon.awssdk.services.sqs.SqsClient;

/** ElasticMQ, behind a guard and on loopback only. Its port can be closed and opened again while queues and messages stay. */
public final class LocalSqs implements AutoCloseable {
    private static final String FILE = "messages.db";
    private static final Duration STOP = Duration.ofSeconds(1);
    private static final FiniteDuration PATIENCE = FiniteDuration.create(30, "seconds");

    /**
     * Idle connections outlive those of a client's pool, so that the client is always the one to close them; a long
     * poll waits up to 20 s for its answer.
     */
    private static final Config CONFIG = ConfigFactory.parseString("""
                    pekko.daemonic = on
                    pekko.scheduler.tick-duration = 100 ms
                    pekko.jvm-exit-on-fatal-error = off
                    pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                    pekko.loglevel = WARNING
                    pekko.stdout-loglevel = OFF
                    pekko.log-dead-letters = off
                    pekko.http.server.idle-timeout = 5 minutes
                    pekko.http.server.request-timeout = 30 s
                    pekko.http.server.parsing.max-content-length = 8m
                    """).withFallback(ConfigFactory.load());

    private final @Nullable MessageStore store;
    private final ActorSystem actors;
    private final ActorRef queues;
    private int port;
    private volatile Http.@Nullable ServerBinding binding;

    private LocalSqs(@Nullable MessageStore store, int port, PortGuard guard) {
        this.store = store;
        this.port = port;
        actors = ActorSystem.create("elasticmq", CONFIG);
        GuardedHttp.install(actors, guard);
        queues = actors.actorOf(store == null ? forgotten() : kept(store));
    }

    private static Props forgotten() {
        return Props.create(
                QueueManagerActor.class,
                () -> new QueueManagerActor(new NowProvider(), StrictSQSLimits$.MODULE$, Option.empty()));
    }

    private static Props kept(MessageStore store) {
        return Props.create(DurableQueues.class, () -> new DurableQueues(new NowProvider(), store));
    }

    /** Queues live until {@link #close()}; {@code port} 0 picks a free one. Takes every access key. */
    public static LocalSqs inMemory(int port) throws IOException {
        return start(new LocalSqs(null, port, PortGuard.ANY_KEY));
    }

    /**
     * Messages live in {@code directory}, which is made if absent; an answered send or delete survives the end of the
     * process, though not a loss of power. Queues are to be created again at each start, and then hold every message
     * that was not deleted, each visible at once.
     */
    public static LocalSqs at(Path directory, int port, PortGuard guard) throws IOException {
        var store = MessageStore.open(Files.createDirectories(directory).resolve(FILE));
        return start(new LocalSqs(store, port, guard));
    }

    private static LocalSqs start(LocalSqs engine) throws IOException {
        try {
            engine.open();
            return engine;
        } catch (IOException e) {
            engine.close();
            throw e;
        }
    }

    /** Opens the port, the same one as before if it was open before; does nothing while it is open. */
    public synchronized void open() throws IOException {
        if (binding != null) {
            return;
        }
        var host = InetAddress.getLoopbackAddress().getHostAddress();
        var server = SQSRestServerBuilder$.MODULE$
                .withActorSystem(actors)
                .withQueueManagerActor(queues)
                .withInterface(host)
                .withPort(port)
                .withAWSRegion(Clients.REGION.id());
        if (port != 0) {
            server = server.withServerAddress(new NodeAddress("http", host, port, ""));
        }
        try {
            binding = server.start().waitUntilStarted();
            port = binding.localAddress().getPort();
        } catch (RuntimeException e) {
            throw new IOException("ElasticMQ cannot listen on port " + port, e);
        }
    }

    /** Closes the port and every connection, and to the clients in this process; queues and messages stay. Does nothing while it is closed. */
    public synchronized void shut() {
        if (binding == null) {
            return;
        }
        var closing = binding;
        binding = null;
        await(closing.terminate(FiniteDuration.create(STOP.toMillis(), "millis")));
    }

    /**
     * A client within this process, which sends, receives and deletes while the engine is open.
     *
     * @param patience how long a call may take whose request does not say
     */
    public SqsClient embedded(Duration patience) {
        return new EmbeddedSqs(queues, this::isOpen, patience);
    }

    private boolean isOpen() {
        return binding != null;
    }

    public synchronized URI endpoint() {
        return URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port);
    }

    @Override
    public void close() {
        shut();
        await(actors.terminate());
        if (store != null) {
            store.close();
        }
    }

    private static void await(scala.concurrent.Future<?> future) {
        try {
            Await.ready(future, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("ElasticMQ did not stop within " + PATIENCE, e);
        }
    }
}
