package org.dcss.eventstore.archive;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dcss.eventstore.core.Settling;
import org.dcss.eventstore.core.archive.Archive;
import org.dcss.eventstore.core.archive.ArchiveOptions;
import org.dcss.eventstore.core.memory.MemoryViewTable;
import org.dcss.eventstore.core.view.Projector;

/** An archiver in a process of its own, to be killed or given little memory: folder, days, step, characters, bytes of a part. */
final class ArchiverProgram {

    private ArchiverProgram() {}

    /** Archives a made log and says a line after each step; what it says last is {@code done}. */
    public static void main(String[] args) {
        MadeLog log = new MadeLog(Integer.parseInt(args[1]), Long.parseLong(args[2]), Integer.parseInt(args[3]));
        Clock system = Clock.systemUTC();
        Archive archive = new Archive(
                log,
                new MemoryViewTable(100),
                new FolderObjectStore(Path.of(args[0])),
                new ArchiveOptions(
                        new Settling(Duration.ofSeconds(3)),
                        Duration.ofHours(1),
                        Duration.ofDays(7),
                        Optional.empty(),
                        Integer.parseInt(args[4])),
                Clock.offset(system, Duration.between(Instant.now(system), log.afterwards())),
                difference -> System.out.println("difference " + difference));
        Projector.Step step = archive.step();
        while (!step.caughtUp()) {
            System.out.println("step " + step.events());
            step = archive.step();
        }
        System.out.println("done");
    }
}
