package org.dcss.eventstore.local.key;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.dcss.eventstore.core.EventType;
import org.dcss.eventstore.core.PlainText;
import org.dcss.eventstore.core.Source;
import org.dcss.eventstore.core.key.KeyRecord;
import org.dcss.eventstore.local.administration.CreateResult;
import org.dcss.eventstore.local.administration.KeyRegistry;
import org.dcss.eventstore.local.store.StartException;
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

    @Option(
            names = "--types",
            paramLabel = "TYPE",
            split = ",",
            description = "Take events of these types alone from it, such as milestone,logfile; all by default.")
    private List<String> types = List.of();

    @Option(names = "--test", description = "Check and answer what it submits, but never store it.")
    private boolean test;

    @Option(
            names = "--expires",
            paramLabel = "DAYS",
            description = "Refuse it after so many days; never by default. Its answers say so from 30 days before.")
    private Optional<Integer> expires = Optional.empty();

    @Override
    public Integer call() throws StartException {
        if (!Source.isName(src)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no source is called " + PlainText.of(src) + ": it is 1 to 32 of a-z, 0-9 and -, a letter first");
        }
        if (expires.filter(days -> days < 1 || days > 3_650).isPresent()) {
            throw new ParameterException(spec.commandLine(), "--expires takes 1 to 3650 days, not " + expires.get());
        }
        if (!KeyRecord.isLabel(label)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--label takes at most 100 characters, and none that steers a terminal: " + PlainText.of(label));
        }
        if (types.isEmpty() && spec.commandLine().getParseResult().hasMatchedOption("--types")) {
            // A comma alone: without this the key would be for all types.
            throw new ParameterException(spec.commandLine(), "--types takes names of types, such as milestone,logfile");
        }
        for (String type : types) {
            if (!EventType.isName(type)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--types takes names of types, such as milestone,logfile, not: " + PlainText.of(type));
            }
        }
        return table.with(this::add, Clock.systemUTC());
    }

    private int add(KeyRegistry registry, Supplier<Map<String, LocalDate>> used) {
        PrintWriter out = spec.commandLine().getOut();
        CreateResult result = registry.create(new KeyRegistry.Wish(
                new Source(src),
                label,
                expires.map(Duration::ofDays),
                types.stream().map(EventType::new).collect(Collectors.toSet()),
                test));
        if (result instanceof CreateResult.Created created) {
            out.println(created.key());
            out.flush();
            PrintWriter err = spec.commandLine().getErr();
            err.println("Key " + created.registered().id() + " of " + src
                    + (test ? " is valid now, for tests: nothing it submits is stored." : " is valid now.")
                    + " Keep it: it is not shown again. Send it as the header  Authorization: KEY");
            return 0;
        }
        CreateResult.TooMany tooMany = (CreateResult.TooMany) result;
        spec.commandLine()
                .getErr()
                .println("error: " + src + " has " + tooMany.valid().size()
                        + " valid keys, as many as it may have: revoke one first with  ./run.sh key revoke ID");
        KeyList.print(tooMany.valid(), used.get(), spec.commandLine().getErr());
        return 1;
    }
}
