package org.dcss.eventstore.local.dlq;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.dcss.eventstore.local.command.Program;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code dcss-events dlq}: on a deployment's DLQ, or with {@code --local} on local mode's. */
@Command(
        name = "dcss-events dlq",
        mixinStandardHelpOptions = true,
        description = {
            "Lists, shows, sends again and deletes the events that were acknowledged and could not be stored.",
            "",
            "While it looks at messages nobody else sees them; when it ends they are back, when it is killed five"
                    + " minutes later."
        },
        footer = {
            "",
            "Exit codes: 0 done, 1 failed or not agreed to, 2 wrong command line.",
            "",
            "Examples:",
            "  dcss-events dlq list",
            "  dcss-events dlq list --local --data data",
            "  dcss-events dlq show --src cpo --reason 'not a message'",
            "  dcss-events dlq redrive --rate 50",
            "  dcss-events dlq redrive --src cpo --type milestone",
            "  dcss-events dlq drop --reason 'not a message' --older 7d",
        })
public final class DlqCommand implements Runnable {

    /** Runs the command and exits with its code. */
    public static void main(String[] args) {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.exit(commandLine(Clock.systemUTC(), in).execute(args));
    }

    /** @param in what a person answers */
    static CommandLine commandLine(Clock clock, BufferedReader in) {
        CommandLine line = Program.of(new DlqCommand());
        line.addSubcommand(Program.of(new ListCommand(clock)));
        line.addSubcommand(Program.of(new ShowCommand(clock)));
        line.addSubcommand(Program.of(new RedriveCommand(clock)));
        line.addSubcommand(Program.of(new DropCommand(clock, in)));
        return line;
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
