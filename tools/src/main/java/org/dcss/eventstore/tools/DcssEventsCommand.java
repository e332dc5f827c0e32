package org.dcss.eventstore.tools;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dcss.eventstore.tools.follow.DayCommand;
import org.dcss.eventstore.tools.follow.FollowCommand;
import org.dcss.eventstore.tools.frame.Configuration;
import org.dcss.eventstore.tools.frame.Exit;
import org.dcss.eventstore.tools.frame.ToolException;
import org.dcss.eventstore.tools.load.LoadCommand;
import org.dcss.eventstore.tools.schema.SchemaCommand;
import org.dcss.eventstore.tools.ship.ShipCommand;
import org.dcss.eventstore.tools.verify.VerifyCommand;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dcss-events}: the tools for the people around an event store. */
@Command(
        name = "dcss-events",
        mixinStandardHelpOptions = true,
        version = "dcss-events 1",
        description = "Tools for the people around the DCSS Central Event Store.",
        subcommands = {
            ShipCommand.class,
            FollowCommand.class,
            DayCommand.class,
            LoadCommand.class,
            VerifyCommand.class,
            SchemaCommand.class,
            InCheckout.Key.class,
            InCheckout.Dlq.class,
            AutoComplete.GenerateCompletion.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "Complete commands and options in this shell:  source <(dcss-events generate-completion)",
        })
public final class DcssEventsCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Runs a command and exits with its code, one of {@link Exit}. */
    public static void main(String[] args) {
        System.exit(run(args, System.getenv()));
    }

    /** Runs a command; the environment's values are those that the command line leaves out. */
    static int run(String[] args, Map<String, String> environment) {
        CommandLine line = new CommandLine(new DcssEventsCommand());
        try {
            Configuration configuration = Configuration.of(args, environment);
            configuration.refuseUnknown(options(line));
            configure(line, configuration);
        } catch (ToolException e) {
            line.getErr().println("error: " + e.getMessage());
            return e.exitCode();
        }
        return line.execute(args);
    }

    /** The names of all commands' options, without the dashes. */
    private static Set<String> options(CommandLine line) {
        Set<String> names = new TreeSet<>();
        for (CommandLine command : line.getSubcommands().values()) {
            names.addAll(options(command));
            command.getCommandSpec().options().stream()
                    .filter(option -> !option.usageHelp() && !option.versionHelp())
                    .map(option -> option.longestName().substring(2))
                    .forEach(names::add);
        }
        return names;
    }

    private static void configure(CommandLine line, Configuration configuration) {
        line.setDefaultValueProvider(configuration);
        line.setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command.getErr()));
        describe(line);
    }

    private static void describe(CommandLine line) {
        line.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
        line.getCommandSpec().usageMessage().exitCodeList(Exit.list());
        line.getCommandSpec().usageMessage().sortOptions(false);
        line.getSubcommands().values().forEach(DcssEventsCommand::describe);
    }

    private static int failed(Exception failure, PrintWriter err) {
        err.println("error: " + failure.getMessage());
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return failure instanceof ToolException known ? known.exitCode() : Exit.FAILED;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }
}
