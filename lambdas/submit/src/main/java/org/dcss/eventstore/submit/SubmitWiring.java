package org.dcss.eventstore.submit;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dcss.eventstore.core.EventId;
import org.dcss.eventstore.core.KeyHash;
import org.dcss.eventstore.core.KeyTable;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.dynamodb.DynamoDbKeyTable;
import org.dcss.eventstore.platform.AwsClients;
import org.dcss.eventstore.platform.CallLimits;
import org.dcss.eventstore.platform.EmbeddedMetrics;
import org.dcss.eventstore.platform.FreshRandom;
import org.dcss.eventstore.platform.Log;
import org.dcss.eventstore.platform.MetricSink;
import org.dcss.eventstore.platform.Priming;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Makes submit's parts from its configuration. */
final class SubmitWiring {

    private static final int MAX_CONNECTIONS = 64;
    /** A batch of 500 events makes 50 requests to the queue. */
    private static final int SENDERS = 8;

    private static final CallLimits KEY_LOOKUP = new CallLimits(Duration.ofSeconds(1), Duration.ofSeconds(3), 3);
    /** The time for a whole call is further bounded by the request's. */
    private static final CallLimits SEND = new CallLimits(Duration.ofSeconds(3), Duration.ofSeconds(20), 3);

    private final SubmitConfig config;
    private final Clock clock;
    private final Log log;
    private final KeyTable keys;
    private final EventCheck check;
    private final SqsClient sqs;

    SubmitWiring(SubmitConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.log = new Log(config.serviceName(), Log.Level.from(config.environment()), clock, System.out);
        // Both take long, and neither needs the other.
        CompletableFuture<SchemaCatalog> schemas = CompletableFuture.supplyAsync(SchemaCatalog::load);
        AwsClients clients = new AwsClients(config.environment(), MAX_CONNECTIONS);
        DynamoDbClient dynamoDb = clients.client(DynamoDbClient.builder(), "DYNAMODB", KEY_LOOKUP);
        this.keys = new DynamoDbKeyTable(dynamoDb, config.keysTable());
        this.sqs = clients.client(SqsClient.builder(), "SQS", SEND);
        this.check = new EventCheck(schemas.join(), config.maxEventBytes());
        Priming.with(this::dryCall, log);
    }

    Clock clock() {
        return clock;
    }

    Log log() {
        return log;
    }

    MetricSink metrics() {
        return new EmbeddedMetrics(config.metricsNamespace(), config.serviceName(), clock, System.out);
    }

    Authenticator authenticator() {
        return new Authenticator(new CachedKeyTable(keys, config.keyCacheTime(), clock), clock);
    }

    Submitter submitter() {
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS, runnable -> {
            Thread thread = new Thread(runnable, "sender");
            thread.setDaemon(true);
            return thread;
        });
        FreshRandom random = new FreshRandom();
        return new Submitter(
                check,
                new SqsSubmissionQueue(sqs, config.queueUrl(), senders, clock),
                () -> EventId.fromRandom(random.bytes(EventId.RANDOM_BYTES)),
                clock);
    }

    /** Looks for a key that cannot be, checks an event, and sends a message that SQS refuses, because it is empty. */
    private void dryCall() {
        keys.find(KeyHash.of(""));
        BodyReader.read(
                "{\"type\":\"milestone\",\"src\":\"priming\",\"data\":{\"name\":\"a\",\"time\":\"b\"}}",
                draft -> check.check(draft, new Source("priming")));
        try {
            sqs.sendMessage(request -> request.queueUrl(config.queueUrl()).messageBody(""));
        } catch (SqsException expected) {
            // It went all the way to SQS and back.
        }
    }
}
