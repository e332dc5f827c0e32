package org.dcss.eventstore.rehearsal;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what there is of a deployment. */
@Command(
        name = "leftovers",
        mixinStandardHelpOptions = true,
        description = "Lists what there is of a deployment, and fails if there is anything.")
public final class LeftoversCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--name", required = true, description = "The deployment: name_prefix-environment.")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private StandIn standIn;

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new LeftoversCommand()).execute(args));
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (AwsApis apis = standIn.apis()) {
            List<String> found = new Leftovers(apis).of(name);
            found.forEach(out::println);
            out.flush();
            return found.isEmpty() ? 0 : 1;
        }
    }
}
