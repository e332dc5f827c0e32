package org.dcss.eventstore.projector;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.dcss.eventstore.archive.FolderObjectStore;
import org.dcss.eventstore.archive.S3ObjectStore;
import org.dcss.eventstore.core.Slot;
import org.dcss.eventstore.core.archive.Archive;
import org.dcss.eventstore.core.archive.ArchiveOptions;
import org.dcss.eventstore.core.archive.object.ObjectStore;
import org.dcss.eventstore.core.entities.EntityRule;
import org.dcss.eventstore.core.read.EventLog;
import org.dcss.eventstore.core.read.Feed;
import org.dcss.eventstore.core.view.Follower;
import org.dcss.eventstore.core.view.Projector;
import org.dcss.eventstore.core.view.ViewTable;
import org.dcss.eventstore.dynamodb.DynamoDbEventLog;
import org.dcss.eventstore.dynamodb.DynamoDbViewTable;
import org.dcss.eventstore.platform.Environment;
import org.dcss.eventstore.platform.Threads;
import org.dcss.eventstore.platform.aws.AwsClients;
import org.dcss.eventstore.platform.aws.CallLimits;
import org.dcss.eventstore.platform.aws.CrtConnections;
import org.dcss.eventstore.platform.function.FunctionDescription;
import org.dcss.eventstore.platform.function.Platform;
import org.dcss.eventstore.platform.priming.Priming;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The projector function: over which clients and threads it reads and puts. */
final class ProjectorFunction implements FunctionDescription<ProjectorHandler.Parts> {

    /** How many events one step applies at most. */
    private static final int PAGE = 1000;

    private static final CallLimits CALL = new CallLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), 4);
    /** For an object: some megabytes. */
    private static final CallLimits OBJECT = new CallLimits(Duration.ofSeconds(15), Duration.ofSeconds(30), 3);

    private final ProjectorConfig config;
    private final EntityRule rule;
    private final Executor puts;

    ProjectorFunction(Environment environment) {
        this.config = ProjectorConfig.from(environment);
        this.rule = EntityAnnotations.read();
        this.puts = Executors.newFixedThreadPool(config.puts(), Threads.named("view-put"));
    }

    @Override
    public Duration timeout() {
        return Duration.ofMinutes(1);
    }

    @Override
    public SdkHttpClient connections() {
        return CrtConnections.client(config.puts() + 1);
    }

    @Override
    public ProjectorHandler.Parts parts(Platform platform, AwsClients aws) {
        return parts(platform, aws, config.archive());
    }

    /** Without the archive, which works once a day. */
    @Override
    public ProjectorHandler.Parts dryParts(Platform platform, AwsClients aws) {
        return parts(platform, aws, Optional.empty());
    }

    private ProjectorHandler.Parts parts(Platform platform, AwsClients aws, Optional<ArchivePlace> archive) {
        DynamoDbClient dynamoDb = aws.client(DynamoDbClient.builder(), "DYNAMODB", CALL);
        EventLog events = new DynamoDbEventLog(dynamoDb, config.eventsTable());
        ViewTable table = new DynamoDbViewTable(dynamoDb, config.viewsTable(), puts);
        Projector projector = new Projector(new Feed(events, config.settling(), platform.clock()), table, PAGE);
        Differences differences = new Differences();
        List<Follower> followers =
                new ArrayList<>(new Followers(projector, table, platform.clock()).of(config.views(), rule));
        archive.ifPresent(place -> followers.add(new Archive(
                events,
                table,
                store(place, aws),
                ArchiveOptions.of(config.settling(), config.retention()),
                platform.clock(),
                differences)));
        return new ProjectorHandler.Parts(
                events,
                new Projection(followers, projector, config.settling(), platform.clock()),
                differences,
                platform);
    }

    private static ObjectStore store(ArchivePlace place, AwsClients aws) {
        if (place instanceof ArchivePlace.Folder folder) {
            return new FolderObjectStore(folder.path());
        }
        ArchivePlace.Bucket bucket = (ArchivePlace.Bucket) place;
        return new S3ObjectStore(aws.client(S3Client.builder(), "S3", OBJECT), bucket.name());
    }

    @Override
    public RequestStreamHandler handler(ProjectorHandler.Parts parts) {
        return new ProjectorHandler(parts);
    }

    @Override
    public List<Priming.Step> connects(ProjectorHandler.Parts parts, AwsClients aws) {
        return List.of(() -> parts.events().get(new Slot(0)));
    }
}
