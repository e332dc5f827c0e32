package org.dcss.eventstore.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.dcss.eventstore.local.engines.Engines;

/** DynamoDB Local as local mode has it on disk, in a process of its own and without a queue. */
final class DynamoDb {

    private DynamoDb() {}

    /** Runs in that process: tells its address in a file, and serves until it is told to end. */
    public static void main(String[] folder) throws IOException, InterruptedException {
        Engines engines = Engines.at(Path.of(folder[0], "data"));
        engines.sqs().close();
        Runtime.getRuntime().addShutdownHook(new Thread(engines.dynamoDb()::close));
        Path written = Files.writeString(
                Path.of(folder[0], "written"), engines.dynamoDb().endpoint().toString());
        Files.move(written, Path.of(folder[0], "address"));
        new CountDownLatch(1).await();
    }

    /** With the options that {@code ./run.sh local} gives its JVM. */
    static Backend start(Path folder) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-Xmx768m",
                "@local/jvm.options",
                "-cp",
                System.getProperty("java.class.path"),
                DynamoDb.class.getName(),
                folder.toString());
        Path address = folder.resolve("address");
        long start = System.nanoTime();
        Process process = Programs.start(command, folder);
        Programs.await(process, folder, () -> Files.exists(address));
        return new Backend(process, Files.readString(address), (System.nanoTime() - start) / 1e9);
    }
}
