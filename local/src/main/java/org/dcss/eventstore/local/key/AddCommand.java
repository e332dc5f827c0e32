package org.dcss.eventstore.local.key;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.dynamodb.CreateResult;
import org.dcss.eventstore.dynamodb.KeyRegistry;
import org.dcss.eventstore.local.StartException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = "Makes a key for a source and shows it, this once: only its hash is stored.")
final class AddCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private KeysTable table;

    @Parameters(paramLabel = "SRC", description = "The source, such as cpo: 1 to 32 of a-z, 0-9 and -, a letter first.")
    @SuppressWarnings("NullAway.Init")
    private String src;

    @Option(names = "--label", paramLabel = "TEXT", defaultValue = "", description = "What to call it, in key list.")
    @SuppressWarnings("NullAway.Init")
    private String label;

    @Option(names = "--expires", paramLabel = "DAYS", description = "Refuse it after so many days; never by default.")
    private Optional<Integer> expires = Optional.empty();

    @Override
    public Integer call() throws StartException {
        if (!Source.isName(src)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no source is called " + src + ": it is 1 to 32 of a-z, 0-9 and -, a letter first");
        }
        if (expires.filter(days -> days < 1 || days > 3_650).isPresent()) {
            throw new ParameterException(spec.commandLine(), "--expires takes 1 to 3650 days, not " + expires.get());
        }
        if (label.length() > 100) {
            throw new ParameterException(spec.commandLine(), "--label takes at most 100 characters");
        }
        return table.with(this::add, Clock.systemUTC());
    }

    private int add(KeyRegistry registry) {
        PrintWriter out = spec.commandLine().getOut();
        CreateResult result = registry.create(new Source(src), label, expires.map(Duration::ofDays));
        if (result instanceof CreateResult.Created created) {
            out.println(created.key());
            out.flush();
            PrintWriter err = spec.commandLine().getErr();
            err.println("Key " + created.registered().id() + " of " + src
                    + " is valid now. Keep it: it is not shown again. Send it as the header  Authorization: KEY");
            return 0;
        }
        CreateResult.TooMany tooMany = (CreateResult.TooMany) result;
        spec.commandLine()
                .getErr()
                .println("error: " + src + " has " + tooMany.valid().size()
                        + " valid keys, as many as it may have: revoke one first with  ./run.sh key revoke ID");
        KeyList.print(tooMany.valid(), spec.commandLine().getErr());
        return 1;
    }
}
